package dev.coffer.record.key;

/**
 * The conversion of the keys of one type to texts and back. The texts are unique and exact, and the
 * order of their UTF-8 bytes is the order of the keys. Thread-safe.
 */
interface KeyConversion<K> {

  /** The class of the keys. */
  Class<K> type();

  /**
   * The text of a key.
   *
   * @throws UnfitKeyException if this object of the type cannot be a key
   */
  String toText(K key);

  /**
   * The key of a text. The result for a text that is not the text of a key is undefined: it may be
   * some key or any unchecked exception.
   */
  K fromText(String text);

  /** Whether keys hold arrays, so that {@code equals} compares them by identity. */
  boolean holdsArrays();
}
