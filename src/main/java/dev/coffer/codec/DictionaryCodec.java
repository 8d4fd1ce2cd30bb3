package dev.coffer.codec;

import java.util.List;

/** A codec that can compress with a dictionary, which both reader and writer have. */
public interface DictionaryCodec extends Codec {

  /**
   * Prepares a dictionary for use. Any sequence of at least a few hundred bytes is a valid
   * dictionary; the caller chooses useful bytes. The same bytes must always result in the same
   * dictionary.
   *
   * @param dictionary the bytes; must not be changed
   */
  PreparedDictionary prepare(byte[] dictionary);

  /**
   * The same dictionary with what this codec wants to know about values in advance, such as the
   * frequencies of bytes. The result is a dictionary for every other codec too, and is at most 1
   * KiB longer. It may hold statistics of all samples together, but no part of one of them.
   *
   * @param dictionary the bytes; must not be changed
   * @param samples values like those that will be compressed
   */
  default byte[] tuned(byte[] dictionary, List<byte[]> samples) {
    return dictionary;
  }
}
