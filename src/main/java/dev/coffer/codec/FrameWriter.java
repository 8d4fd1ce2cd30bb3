package dev.coffer.codec;

import dev.coffer.api.CodecUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes bytes into frames by one chosen codec, where that saves. What it writes, {@link Frames}
 * reads. Immutable and thread-safe.
 */
public final class FrameWriter {
  private final Framing framing;

  private FrameWriter(Framing framing) {
    this.framing = framing;
  }

  /**
   * By the codec of this process that {@link Frames#encode} takes: Zstandard where zstd-jni is on
   * the class path, else Brotli; before both, a codec of the application.
   */
  public static FrameWriter preferred() {
    return Preferred.WRITER;
  }

  /**
   * By the codec of this name, such as {@code brotli} or {@code zstd}; {@value Frames#RAW} for
   * none.
   *
   * @throws IllegalArgumentException if no codec has this name
   * @throws CodecUnavailableException if it does not work here; the message says what to add
   */
  public static FrameWriter by(String codec) {
    Codecs codecs = Codecs.installed();
    return new FrameWriter(
        new Framing(codecs, codec.equals(Frames.RAW) ? null : codecs.working(codec)));
  }

  /** The name of the codec; {@value Frames#RAW} for none. */
  public String codec() {
    return framing.writerName();
  }

  /**
   * The same codec with all the effort it knows: some hundred times slower to write, no slower to
   * read. For what is not written again soon.
   */
  public FrameWriter densely() {
    return new FrameWriter(framing.densely());
  }

  /**
   * Encodes these bytes into a frame.
   *
   * @throws dev.coffer.api.ValueTooLargeException if there are more than {@link
   *     Frames#MAX_RAW_LENGTH}
   */
  public byte[] encode(byte[] raw) {
    return framing.encode(raw);
  }

  /**
   * Puts these bytes into a frame as they are, uncompressed.
   *
   * @throws dev.coffer.api.ValueTooLargeException if there are more than {@link
   *     Frames#MAX_RAW_LENGTH}
   */
  public byte[] keep(byte[] raw) {
    return framing.keep(raw);
  }

  /**
   * Encodes these bytes with a dictionary, which a reader of the frame needs; without it where it
   * saves nothing, or where the codec has no use for one.
   *
   * @throws dev.coffer.api.ValueTooLargeException if there are more than {@link
   *     Frames#MAX_RAW_LENGTH}
   */
  public byte[] encode(byte[] raw, @Nullable Dictionary dictionary) {
    return framing.encode(raw, dictionary);
  }

  /**
   * The name of the codec by which a frame was made here, as {@link Frames#codec} tells it of any.
   *
   * @param frame what {@link #encode} or {@link #keep} of this writer gave
   */
  public String codecOf(byte[] frame) {
    return framing.codecOfOwn(frame);
  }

  private static final class Preferred {
    static final FrameWriter WRITER = new FrameWriter(new Framing(Codecs.installed()));
  }
}
