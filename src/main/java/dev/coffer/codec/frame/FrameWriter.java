package dev.coffer.codec.frame;

import dev.coffer.api.CodecUnavailableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes bytes as frames with one codec, and leaves them uncompressed if compression does not save
 * space. {@link Frames} reads these frames. Immutable and thread-safe.
 */
public final class FrameWriter {
  private final Framing framing;

  private FrameWriter(Framing framing) {
    this.framing = framing;
  }

  /**
   * The writer with the default codec of this process, as used by {@link Frames#encode}: an
   * application's codec, otherwise Zstandard, otherwise Brotli. If the native library of one is
   * missing, the next one is used; the choice is made at the first write.
   */
  public static FrameWriter preferred() {
    return Preferred.WRITER;
  }

  /**
   * Creates a writer with the codec of this name, such as {@code brotli} or {@code zstd}; {@value
   * Frames#RAW} for no compression.
   *
   * @throws IllegalArgumentException if no codec has this name
   * @throws CodecUnavailableException if the codec is not available; the message names the
   *     dependency to add
   */
  public static FrameWriter by(String codec) {
    Codecs codecs = Codecs.installed();
    return new FrameWriter(
        new Framing(codecs, codec.equals(Frames.RAW) ? null : codecs.working(codec)));
  }

  /** The name of the codec; {@value Frames#RAW} for no compression. */
  public String codec() {
    return framing.writerName();
  }

  /**
   * A writer with the densest settings. Writing is about a hundred times slower. It is for data
   * that is not written again soon. If this writer has the default codec and that is Zstandard, the
   * dense writer uses Brotli for values of up to 64 KiB without a dictionary, where that saves 10
   * percent more. Such a frame of 12 KB takes about half as long again to read.
   */
  public FrameWriter densely() {
    return new FrameWriter(framing.densely());
  }

  /**
   * Encodes bytes as a frame.
   *
   * @throws dev.coffer.api.ValueTooLargeException if there are more than {@link
   *     Frames#MAX_RAW_LENGTH}
   */
  public byte[] encode(byte[] raw) {
    return framing.encode(raw);
  }

  /**
   * Encodes bytes as an uncompressed frame.
   *
   * @throws dev.coffer.api.ValueTooLargeException if there are more than {@link
   *     Frames#MAX_RAW_LENGTH}
   */
  public byte[] keep(byte[] raw) {
    return framing.keep(raw);
  }

  /**
   * Encodes bytes with a dictionary, which a reader of the frame then needs. The dictionary is not
   * used if it saves nothing or if the codec does not support dictionaries.
   *
   * @throws dev.coffer.api.ValueTooLargeException if there are more than {@link
   *     Frames#MAX_RAW_LENGTH}
   */
  public byte[] encode(byte[] raw, @Nullable Dictionary dictionary) {
    return framing.encode(raw, dictionary);
  }

  /**
   * A dictionary with what the codec of this writer wants to know about values in advance; see
   * {@link dev.coffer.codec.DictionaryCodec#tuned}.
   *
   * @param dictionary the bytes of a dictionary
   * @param samples values like those that will be compressed
   */
  public byte[] tuned(byte[] dictionary, List<byte[]> samples) {
    return framing.tuned(dictionary, samples);
  }

  /**
   * The name of the codec of a frame from this writer. {@link Frames#codec} returns the same for
   * any frame.
   *
   * @param frame a result of {@link #encode} or {@link #keep} of this writer
   */
  public String codecOf(byte[] frame) {
    return framing.ownCodecName(frame);
  }

  private static final class Preferred {
    static final FrameWriter WRITER = new FrameWriter(new Framing(Codecs.installed()));
  }
}
