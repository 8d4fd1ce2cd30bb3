package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot be converted to bytes, or stored bytes cannot be converted to the requested type.
 */
public class ValueFormatException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String collection;
  private final String key;

  public ValueFormatException(String collection, String key, String message) {
    super(message);
    this.collection = collection;
    this.key = key;
  }

  public ValueFormatException(
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
