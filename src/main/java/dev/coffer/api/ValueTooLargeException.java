package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A value exceeds the limit of records or of a compressed attribute. Store it as a content, which
 * has no limit, or raise the limit.
 */
public class ValueTooLargeException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String collection;
  private final String key;
  private final long size;
  private final long limit;

  public ValueTooLargeException(
      String collection, String key, long size, long limit, String message) {
    super(message);
    this.collection = collection;
    this.key = key;
    this.size = size;
    this.limit = limit;
  }

  public ValueTooLargeException(
      String collection,
      String key,
      long size,
      long limit,
      String message,
      @Nullable Throwable cause) {
    super(message, cause);
    this.collection = collection;
    this.key = key;
    this.size = size;
    this.limit = limit;
  }

  /** Creates an error for a value that does not belong to a record. */
  public ValueTooLargeException(long size, long limit, String message) {
    this("", "", size, limit, message);
  }

  /** The collection; empty if the value does not belong to a record. */
  public String collection() {
    return collection;
  }

  /** The key; empty if the value does not belong to a record. */
  public String key() {
    return key;
  }

  /** The number of raw bytes. */
  public long size() {
    return size;
  }

  /** The maximum number of raw bytes. */
  public long limit() {
    return limit;
  }
}
