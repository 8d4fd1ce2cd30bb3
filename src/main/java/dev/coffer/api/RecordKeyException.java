package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A collection name or a record key cannot be stored exactly: it is empty, too long, or contains a
 * character that a database refuses. Nothing was written.
 */
public class RecordKeyException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String collection;
  private final String key;

  public RecordKeyException(String collection, String key, String message) {
    super(message);
    this.collection = collection;
    this.key = key;
  }

  public RecordKeyException(
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
