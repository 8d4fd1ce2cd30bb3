package dev.coffer.tx;

import java.util.function.Supplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * How transactions of our own begin and end. It depends on whom the session factory lets do that:
 * the holder of the connection, or a transaction manager alone. Thread-safe.
 */
interface OwnBoundaries {

  /** Runs a task apart from any transaction that the calling thread is in. */
  <R extends @Nullable Object> R apart(Supplier<R> task);

  /**
   * Runs work in a transaction on a session that has none. It is committed at the end, or rolled
   * back where the work fails; the unit is told which.
   */
  <R extends @Nullable Object> R commit(Session session, Work<R> work);

  /** The same for work each of whose statements may be committed by itself. */
  <R extends @Nullable Object> R commitEach(Session session, Work<R> work);
}
