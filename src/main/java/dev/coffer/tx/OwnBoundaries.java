package dev.coffer.tx;

import org.jspecify.annotations.Nullable;

/**
 * How transactions of our own begin and end, each apart from any transaction that the calling
 * thread is in. It depends on whom the session factory lets do that: the holder of the connection,
 * or a transaction manager alone. Thread-safe.
 */
interface OwnBoundaries {

  /**
   * Runs work in a transaction. It is committed at the end, or rolled back where the work fails;
   * the unit is told which.
   */
  <R extends @Nullable Object> R commit(Work<R> work);

  /** The same for work each of whose statements may be committed by itself. */
  <R extends @Nullable Object> R commitEach(Work<R> work);

  /** Runs work that only reads, each of whose statements sees what is committed. */
  <R extends @Nullable Object> R read(Work<R> work);
}
