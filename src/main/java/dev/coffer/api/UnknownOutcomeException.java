package dev.coffer.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write whose outcome is not known: the connection was lost, or timed out, after the write was
 * sent and before the database answered. All of it is stored or nothing of it; the database may
 * even carry it out after this was thrown.
 *
 * <p>Coffer does not repeat such a write, because some must not be applied twice. Read what is
 * stored and decide then. To store a content again, or to put the same value again, is safe.
 */
public class UnknownOutcomeException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String operation;
  private final @Nullable String collection;
  private final List<String> keys;
  private final List<ContentHash> hashes;

  /**
   * An error about a write.
   *
   * @param operation what was done, such as {@code put}; null if that is not known here
   * @param collection the collection of the records; null if none were written
   * @param keys the keys of the records
   * @param hashes the hashes of the contents
   */
  public UnknownOutcomeException(
      @Nullable String operation,
      @Nullable String collection,
      List<String> keys,
      List<ContentHash> hashes,
      String message,
      @Nullable Throwable cause) {
    super(message, cause);
    this.operation = operation;
    this.collection = collection;
    this.keys = List.copyOf(keys);
    this.hashes = List.copyOf(hashes);
  }

  /**
   * What was done: {@code put}, {@code delete}, {@code store} or {@code release}; null if that is
   * not known.
   */
  public @Nullable String operation() {
    return operation;
  }

  /** The collection of the records; null if no record was written. */
  public @Nullable String collection() {
    return collection;
  }

  /** The keys of the records; empty if no record was written. */
  public List<String> keys() {
    return keys;
  }

  /** The hashes of the contents; empty if no content was written, or none is known yet. */
  public List<ContentHash> hashes() {
    return hashes;
  }
}
