package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * The stored bytes of a record are damaged. Restore the record from a backup, or put its value
 * again.
 */
public class DamagedRecordException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String collection;
  private final String key;

  public DamagedRecordException(String collection, String key, String message) {
    super(message);
    this.collection = collection;
    this.key = key;
  }

  public DamagedRecordException(
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
