package dev.coffer.api;

import org.jspecify.annotations.Nullable;

/**
 * A record is not at the version that the caller expected: another writer changed, created or
 * deleted it first. Read the record again before you retry.
 */
public class RecordConflictException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String collection;
  private final String key;
  private final long expectedVersion;
  private final long actualVersion;

  public RecordConflictException(
      String collection, String key, long expectedVersion, long actualVersion, String message) {
    super(message);
    this.collection = collection;
    this.key = key;
    this.expectedVersion = expectedVersion;
    this.actualVersion = actualVersion;
  }

  public RecordConflictException(
      String collection,
      String key,
      long expectedVersion,
      long actualVersion,
      String message,
      @Nullable Throwable cause) {
    super(message, cause);
    this.collection = collection;
    this.key = key;
    this.expectedVersion = expectedVersion;
    this.actualVersion = actualVersion;
  }

  public String collection() {
    return collection;
  }

  public String key() {
    return key;
  }

  public long expectedVersion() {
    return expectedVersion;
  }

  public long actualVersion() {
    return actualVersion;
  }
}
