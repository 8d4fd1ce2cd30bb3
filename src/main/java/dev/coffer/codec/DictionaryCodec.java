package dev.coffer.codec;

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
}
