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
   * Adds to a dictionary what this codec can know about values apart from the bytes that they have
   * in common, such as how often each byte occurs. The result is a dictionary for every codec. It
   * must not contain pieces of the samples.
   *
   * @param dictionary the bytes; must not be changed
   * @param samples values like those that will be compressed; must not be changed
   */
  default byte[] tune(byte[] dictionary, List<byte[]> samples) {
    return dictionary;
  }
}
