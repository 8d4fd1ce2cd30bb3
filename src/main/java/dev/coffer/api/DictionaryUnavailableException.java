package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A stored value needs a dictionary that is not available: its row in {@code coffer_dictionary} is
 * missing or altered, or the value was read without its store.
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

  /** The id of the dictionary, as hexadecimal digits. */
  public String dictionary() {
    return dictionary;
  }

  /** The collection of the value; null if only its frame is known. */
  public @Nullable String collection() {
    return collection;
  }
}
