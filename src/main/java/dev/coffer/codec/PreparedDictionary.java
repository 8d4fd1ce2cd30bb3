package dev.coffer.codec;

/**
 * A dictionary in the form that one codec works with. Thread-safe: all threads share one. What is
 * decompressed with another dictionary than it was compressed with is wrong without a sign of it,
 * so the frame names the one and checks the result.
 */
public interface PreparedDictionary {

  /** Compresses bytes with this dictionary; may give more than it got. */
  byte[] compress(byte[] raw);

  /** Compresses with this dictionary as {@link Codec#compressDensely} does without one. */
  default byte[] compressDensely(byte[] raw) {
    return compress(raw);
  }

  /** Decompresses with this dictionary, as {@link Codec#decompress} does without one. */
  byte[] decompress(byte[] source, int offset, int length, int rawLength);
}
