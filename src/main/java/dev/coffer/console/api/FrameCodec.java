package dev.coffer.console.api;

import dev.coffer.api.CofferException;
import dev.coffer.codec.frame.Frames;

/** Names the codecs of frames. */
final class FrameCodec {
  private FrameCodec() {}

  /** The codec of a frame, in words. */
  static String describe(byte[] frame) {
    try {
      String codec = Frames.codec(frame);
      return codec.equals(Frames.RAW)
          ? "not compressed"
          : codec + (Frames.dictionary(frame) == null ? "" : " with a dictionary");
    } catch (CofferException e) {
      return "unreadable";
    }
  }
}
