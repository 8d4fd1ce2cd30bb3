package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/** A record holds a value of another type than the requested one, or a type has no usable name. */
public class RecordTypeException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String collection;
  private final String key;

  public RecordTypeException(String collection, String key, String message) {
    super(message);
    this.collection = collection;
    this.key = key;
  }

  public RecordTypeException(
      String collection, String key, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.collection = collection;
    this.key = key;
  }

  public String collection() {
    return collection;
  }

  public String key() {
    return key;
  }
}
