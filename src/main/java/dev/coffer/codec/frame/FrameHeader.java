package dev.coffer.codec.frame;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The header before the payload of a frame:
 *
 * <pre>
 * 1 byte     format (high four bits) and codec (low four bits; 0 is uncompressed)
 * 1–4 bytes  raw length, seven bits a byte, lowest first, high bit set if another byte follows
 * 4 bytes    format 2 only: id of the dictionary, the first 4 bytes of its SHA-256
 * 4 bytes    CRC32C, big-endian, of all of the above, the raw bytes and, if compressed, the payload
 * </pre>
 *
 * The checksum covers the payload too, because two payloads may decompress to the same bytes. An
 * alteration without effect is therefore detected as damage while it is harmless.
 *
 * @param codec the codec's id
 * @param rawLength the number of bytes in the decoded payload, at most {@link
 *     Frames#MAX_RAW_LENGTH}
 * @param dictionary the id of the dictionary, as hexadecimal digits; null if the frame needs none
 * @param checksumAt the position of the checksum
 */
record FrameHeader(int codec, int rawLength, @Nullable String dictionary, int checksumAt) {
  static final int RAW = 0;
  static final int HIGHEST_CODEC = 15;
  static final int CHECKSUM_LENGTH = 4;
  private static final int PLAIN = 1;
  private static final int WITH_DICTIONARY = 2;
  static final int DICTIONARY_LENGTH = Dictionary.ID_LENGTH;

  /** Nine bytes of seven bits each: the longest length that fits in a {@code long}. */
  private static final int LONGEST_VARINT = 9;

  /** Parses and validates the header of a frame. */
  static FrameHeader parse(byte[] frame) {
    if (frame.length == 0) {
      throw new DamagedFrameException("A frame is damaged: it is empty.");
    }
    int format = (frame[0] & 0xff) >>> 4;
    if (format == 0) {
      throw new DamagedFrameException(
          "A frame is damaged: it begins with the invalid byte %d.".formatted(frame[0]));
    }
    if (format > WITH_DICTIONARY) {
      throw new CodecUnavailableException(
          "format " + format,
          "A stored frame has the format "
              + format
              + ", which this release of Coffer does not know: use the release that wrote it or a"
              + " later one.");
    }
    int lengthEnd = 1;
    while (lengthEnd < frame.length && frame[lengthEnd] < 0) {
      lengthEnd++;
    }
    lengthEnd++;
    int checksumAt = lengthEnd + (format == WITH_DICTIONARY ? DICTIONARY_LENGTH : 0);
    if (frame.length < checksumAt + CHECKSUM_LENGTH) {
      throw new DamagedFrameException(
          "A frame is damaged: it ends within its header, after " + frame.length + " bytes.");
    }
    String dictionary =
        format == WITH_DICTIONARY ? HexFormat.of().formatHex(frame, lengthEnd, checksumAt) : null;
    return new FrameHeader(
        codecIn(frame[0]), parseLength(frame, lengthEnd), dictionary, checksumAt);
  }

  private static int parseLength(byte[] frame, int end) {
    int bytes = end - 1;
    if (bytes > LONGEST_VARINT || (bytes > 1 && frame[end - 1] == 0)) {
      throw new DamagedFrameException("A frame is damaged: its length is not a number.");
    }
    long length = 0;
    for (int i = end - 1; i > 0; i--) {
      length = length << 7 | (frame[i] & 0x7f);
    }
    if (length > Frames.MAX_RAW_LENGTH) {
      throw new DamagedFrameException(
          "A frame is damaged: its header has a length of %d bytes; the maximum is %d."
              .formatted(length, Frames.MAX_RAW_LENGTH));
    }
    return (int) length;
  }

  /**
   * Creates a frame with its header, except for the checksum, and space for the payload.
   *
   * @param dictionary the dictionary that the payload needs; null for none
   */
  static byte[] begin(
      int codec, int rawLength, int payloadLength, @Nullable Dictionary dictionary) {
    int lengthBytes = lengthBytes(rawLength);
    int dictionaryLength = dictionary == null ? 0 : DICTIONARY_LENGTH;
    byte[] frame = new byte[1 + lengthBytes + dictionaryLength + CHECKSUM_LENGTH + payloadLength];
    frame[0] = firstByte(codec);
    if (dictionary != null) {
      frame[0] = firstByteWithDictionary(codec);
      System.arraycopy(dictionary.idBytes(), 0, frame, 1 + lengthBytes, DICTIONARY_LENGTH);
    }
    int rest = rawLength;
    for (int i = 1; i < lengthBytes; i++) {
      frame[i] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    frame[lengthBytes] = (byte) rest;
    return frame;
  }

  /** The id of the codec in the first byte of a frame. */
  static int codecIn(byte first) {
    return first & 0xf;
  }

  /** Whether this release knows the format in the first byte of a frame. */
  static boolean isKnown(byte first) {
    int format = (first & 0xff) >>> 4;
    return format == PLAIN || format == WITH_DICTIONARY;
  }

  /** Whether a frame with this first byte has the id of a dictionary. */
  static boolean hasDictionary(byte first) {
    return (first & 0xff) >>> 4 == WITH_DICTIONARY;
  }

  /** The first byte of a frame without a dictionary. */
  static byte firstByte(int codec) {
    return (byte) (PLAIN << 4 | codec);
  }

  /** The first byte of a frame with a dictionary. */
  static byte firstByteWithDictionary(int codec) {
    return (byte) (WITH_DICTIONARY << 4 | codec);
  }

  private static int lengthBytes(int rawLength) {
    int significantBits = 32 - Integer.numberOfLeadingZeros(rawLength | 1);
    return (significantBits + 6) / 7;
  }

  int payloadAt() {
    return checksumAt + CHECKSUM_LENGTH;
  }

  int checksum(byte[] frame) {
    return ByteBuffer.wrap(frame).getInt(checksumAt);
  }
}
