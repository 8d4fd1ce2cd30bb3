package dev.coffer.codec;

/**
 * A dictionary prepared for one codec. Thread-safe: all threads share one instance. Decompression
 * with a wrong dictionary gives wrong bytes without an error, so the frame names its dictionary and
 * its checksum verifies the result.
 */
public interface PreparedDictionary {

  /** Compresses bytes with this dictionary. The result may be longer than the input. */
  byte[] compress(byte[] raw);

  /** Compresses densely with this dictionary; see {@link Codec#compressDensely}. */
  default byte[] compressDensely(byte[] raw) {
    return compress(raw);
  }

  /** Decompresses with this dictionary; see {@link Codec#decompress}. */
  byte[] decompress(byte[] source, int offset, int length, int rawLength);
}
