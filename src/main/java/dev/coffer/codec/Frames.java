package dev.coffer.codec;

import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into frames and back: the self-describing, checksummed form in which every stored
 * value is kept. A frame tells its codec and raw length; a process with that codec can read it.
 *
 * <p>Bytes are compressed where that saves and kept as they are where it does not, so that a frame
 * is at most ten bytes longer than what it holds. Equal bytes may be in different frames. All
 * methods are thread-safe.
 *
 * <p>Reading fails with {@link dev.coffer.api.DamagedFrameException} for anything that is not a
 * whole, unaltered frame, and never produces more bytes than the frame claims, nor any on the word
 * of a claim above {@link #MAX_RAW_LENGTH}; it fails with {@link
 * dev.coffer.api.CodecUnavailableException} for a frame whose codec is unknown or does not work
 * here (see {@link Codecs#states()}).
 */
public final class Frames {
  /** The largest number of raw bytes in one frame: 64 MiB. */
  public static final int MAX_RAW_LENGTH = 64 << 20;

  /** By how much a frame is longer, at the most, than what it holds, in bytes. */
  public static final int LONGEST_HEADER = 10;

  /** The name that {@link #codec} gives for a frame that is not compressed. */
  public static final String RAW = "raw";

  private Frames() {}

  /**
   * Encodes these bytes into a frame, compressed where that saves, as {@link
   * FrameWriter#preferred()} does.
   *
   * @throws dev.coffer.api.ValueTooLargeException if there are more than {@link #MAX_RAW_LENGTH}
   */
  public static byte[] encode(byte[] raw) {
    return Installed.FRAMING.encode(raw);
  }

  /**
   * Decodes a frame of at most {@link #MAX_RAW_LENGTH} raw bytes.
   *
   * @throws dev.coffer.api.DamagedFrameException if it is damaged
   * @throws dev.coffer.api.CodecUnavailableException if its codec does not work here
   */
  public static byte[] decode(byte[] frame) {
    return Installed.FRAMING.decode(frame);
  }

  /**
   * Decodes a frame that may need a dictionary.
   *
   * @param dictionaries asked only if the frame names one
   * @throws dev.coffer.api.DamagedFrameException if it is damaged
   * @throws dev.coffer.api.CodecUnavailableException if its codec does not work here
   * @throws dev.coffer.api.DictionaryUnavailableException if its dictionary is not there
   */
  public static byte[] decode(byte[] frame, DictionarySource dictionaries) {
    return Installed.FRAMING.decode(frame, dictionaries);
  }

  /**
   * Decodes a frame whose raw length is known from elsewhere.
   *
   * @param expectedRawLength the number of bytes that must result; another is damage, found before
   *     anything is decoded
   * @throws dev.coffer.api.DamagedFrameException if it is damaged
   * @throws dev.coffer.api.CodecUnavailableException if its codec does not work here
   */
  public static byte[] decode(byte[] frame, int expectedRawLength) {
    return Installed.FRAMING.decode(frame, expectedRawLength);
  }

  /**
   * The number of raw bytes, as the frame's header tells it: not checked against the payload.
   *
   * @throws dev.coffer.api.DamagedFrameException if the header is damaged
   * @throws dev.coffer.api.CodecUnavailableException if the frame's format is unknown
   */
  public static int rawLength(byte[] frame) {
    return FrameHeader.parse(frame).rawLength();
  }

  /**
   * The name of the codec that the frame's payload was made by, such as {@code brotli}; {@value
   * #RAW} if it is not compressed.
   *
   * @throws dev.coffer.api.DamagedFrameException if the header is damaged
   * @throws dev.coffer.api.CodecUnavailableException if the frame's format is unknown
   */
  public static String codec(byte[] frame) {
    return Installed.FRAMING.codecName(frame);
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
