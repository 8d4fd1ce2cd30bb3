package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A stored value was compressed with a dictionary that is not here: its row in {@code
 * coffer_dictionary} is gone or altered, or the value was read past the store that keeps it.
 */
public class DictionaryUnavailableException extends CodecUnavailableException {
  private static final long serialVersionUID = 1L;

  private final String dictionary;
  private final @Nullable String collection;

  public DictionaryUnavailableException(
      String codec, String dictionary, @Nullable String collection, String message) {
    super(codec, message);
    this.dictionary = dictionary;
    this.collection = collection;
  }

  /** The dictionary's id, in hexadecimal digits. */
  public String dictionary() {
    return dictionary;
  }

  /** The collection that the value is of; null where only its frame is known. */
  public @Nullable String collection() {
    return collection;
  }
}
