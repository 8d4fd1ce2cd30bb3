package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A value above the limit that is set for records. Store it as a content, which has no limit, or
 * raise the limit.
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

  public String collection() {
    return collection;
  }

  public String key() {
    return key;
  }

  public long size() {
    return size;
  }

  public long limit() {
    return limit;
  }
}
