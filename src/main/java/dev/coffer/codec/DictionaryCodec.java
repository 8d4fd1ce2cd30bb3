package dev.coffer.codec;

/** A codec that can compress with a dictionary: bytes which both sides have beforehand. */
public interface DictionaryCodec extends Codec {

  /**
   * Prepares a dictionary for use. Any bytes are one, if there are some hundred of them; which of
   * them help is for the writer to know. The same bytes must be the same dictionary for ever.
   *
   * @param dictionary the bytes, not to be changed
   */
  PreparedDictionary prepare(byte[] dictionary);
}
