package dev.coffer.tx;

import dev.coffer.api.TransactionOptions;
import org.jspecify.annotations.Nullable;

/**
 * The boundaries of Coffer's own transactions, separate from any transaction of the calling thread.
 * The session factory determines the implementation: transactions are controlled by the connection
 * or only by a transaction manager. Thread-safe.
 */
interface OwnBoundaries {

  /**
   * Runs work in a transaction. The transaction is committed at the end, or rolled back if the work
   * fails. The unit is notified of the outcome.
   */
  <R extends @Nullable Object> R commit(Work<R> work);

  /**
   * Runs work of several operations in a session. The transaction is committed at the end, or
   * rolled back if the work fails.
   *
   * @throws IllegalArgumentException if the boundaries do not support these options
   */
  <R extends @Nullable Object> R inSession(TransactionOptions options, SessionWork<R> work);

  /** Runs work whose statements may each be committed on their own. */
  <R extends @Nullable Object> R commitEach(Work<R> work);

  /** Runs work on a connection in autocommit mode, outside any transaction. */
  <R extends @Nullable Object> R autoCommit(Work<R> work);

  /** Runs read-only work. Each statement sees the committed data. */
  <R extends @Nullable Object> R read(Work<R> work);
}
