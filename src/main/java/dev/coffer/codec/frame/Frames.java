package dev.coffer.codec.frame;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes frames, the self-describing form of every stored value. A frame contains its
 * codec id, its raw length and a checksum. Every process with that codec can read it.
 *
 * <p>Bytes are compressed if that saves space and stored uncompressed otherwise, so a frame is at
 * most ten bytes longer than its raw bytes. Equal bytes may have different frames. All methods are
 * thread-safe.
 *
 * <p>Reading fails with {@link dev.coffer.api.DamagedFrameException} if the bytes are not a
 * complete, unaltered frame. It never produces more bytes than the raw length in the header, and
 * refuses a raw length above {@link #MAX_RAW_LENGTH}. It fails with {@link
 * dev.coffer.api.CodecUnavailableException} if the codec of the frame is unknown or not available
 * (see {@link Codecs#states()}).
 */
public final class Frames {
  /** The largest number of raw bytes in one frame: 64 MiB. */
  public static final int MAX_RAW_LENGTH = 64 << 20;

  /** The maximum overhead of a frame over its raw bytes, in bytes. */
  public static final int LONGEST_HEADER = 10;

  /** The result of {@link #codec} for an uncompressed frame. */
  public static final String RAW = "raw";

  private Frames() {}

  /**
   * Encodes bytes as a frame, compressed if that saves space, as {@link FrameWriter#preferred()}
   * does.
   *
   * @throws dev.coffer.api.ValueTooLargeException if there are more than {@link #MAX_RAW_LENGTH}
   */
  public static byte[] encode(byte[] raw) {
    return Installed.FRAMING.encode(raw);
  }

  /**
   * Decodes a frame of at most {@link #MAX_RAW_LENGTH} raw bytes.
   *
   * @throws dev.coffer.api.DamagedFrameException if the frame is damaged
   * @throws dev.coffer.api.CodecUnavailableException if its codec is not available
   */
  public static byte[] decode(byte[] frame) {
    return Installed.FRAMING.decode(frame);
  }

  /**
   * Decodes a frame that may need a dictionary.
   *
   * @param dictionaries the source of the dictionary; used only if the frame needs one
   * @throws dev.coffer.api.DamagedFrameException if the frame is damaged
   * @throws dev.coffer.api.CodecUnavailableException if its codec is not available
   * @throws dev.coffer.api.DictionaryUnavailableException if its dictionary is not available
   */
  public static byte[] decode(byte[] frame, DictionarySource dictionaries) {
    return Installed.FRAMING.decode(frame, dictionaries);
  }

  /**
   * Decodes a frame with a known raw length.
   *
   * @param expectedRawLength the expected number of raw bytes; a different length in the header is
   *     damage, detected before decoding
   * @throws dev.coffer.api.DamagedFrameException if the frame is damaged
   * @throws dev.coffer.api.CodecUnavailableException if its codec is not available
   */
  public static byte[] decode(byte[] frame, int expectedRawLength) {
    return Installed.FRAMING.decode(frame, expectedRawLength);
  }

  /**
   * The number of raw bytes from the frame's header, not checked against the payload.
   *
   * @throws dev.coffer.api.DamagedFrameException if the header is damaged
   * @throws dev.coffer.api.CodecUnavailableException if the frame's format is unknown
   */
  public static int rawLength(byte[] frame) {
    return FrameHeader.parse(frame).rawLength();
  }

  /**
   * The name of the codec of the frame's payload, such as {@code brotli}; {@value #RAW} if it is
   * not compressed.
   *
   * @throws dev.coffer.api.DamagedFrameException if the header is damaged
   * @throws dev.coffer.api.CodecUnavailableException if the frame's format is unknown
   */
  public static String codec(byte[] frame) {
    return Installed.FRAMING.codecName(frame);
  }

  /**
   * The name of the codec of a frame that begins with this byte; empty if this release does not
   * know its format. It tells nothing about damage behind the byte.
   */
  public static Optional<String> codec(byte first) {
    return FrameHeader.isKnown(first)
        ? Optional.of(Installed.FRAMING.codecName(first))
        : Optional.empty();
  }

  /** Whether a frame that begins with this byte needs a dictionary. */
  public static boolean needsDictionary(byte first) {
    return FrameHeader.hasDictionary(first);
  }

  /**
   * The id of the dictionary that the frame needs; null if it needs none.
   *
   * @throws dev.coffer.api.DamagedFrameException if the header is damaged
   * @throws dev.coffer.api.CodecUnavailableException if the frame's format is unknown
   */
  public static @Nullable String dictionary(byte[] frame) {
    return FrameHeader.parse(frame).dictionary();
  }

  private static final class Installed {
    static final Framing FRAMING = new Framing(Codecs.installed());
  }
}
