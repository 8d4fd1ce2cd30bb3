package dev.coffer.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a write is unknown: the connection failed or timed out after the write was sent
 * and before the database answered. Either the whole write is stored or nothing. The database may
 * even execute the write after this exception was thrown.
 *
 * <p>Coffer does not repeat such a write, because some writes must not be applied twice. Read the
 * stored state before you retry. It is safe to store a content again or to put the same value
 * again.
 */
public class UnknownOutcomeException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String operation;
  private final @Nullable String collection;
  private final List<String> keys;
  private final List<ContentHash> hashes;

  /**
   * Creates an error for a write.
   *
   * @param operation the operation, such as {@code put}; null if it is not known
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
   * The operation: {@code put}, {@code delete}, {@code store} or {@code release}; null if it is not
   * known.
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

  /** The hashes of the contents; empty if no content was written or no hash is known yet. */
  public List<ContentHash> hashes() {
    return hashes;
  }
}
