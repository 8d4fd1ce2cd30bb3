package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A value above the limit that is set for records, or above what a compressed attribute can hold.
 * Store it as a content, which has no limit, or raise the limit.
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

  /** For a value that is no record's. */
  public ValueTooLargeException(long size, long limit, String message) {
    this("", "", size, limit, message);
  }

  /** The collection; empty if the value is no record's. */
  public String collection() {
    return collection;
  }

  /** The key; empty if the value is no record's. */
  public String key() {
    return key;
  }

  /** The number of raw bytes. */
  public long size() {
    return size;
  }

  /** The most raw bytes that are allowed. */
  public long limit() {
    return limit;
  }
}
