package dev.coffer.tx;

import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The work of a transaction that spans several operations. It may run several times. */
@FunctionalInterface
public interface SessionWork<R extends @Nullable Object> {

  /**
   * Runs the work.
   *
   * @param session a session in the transaction
   * @param joined the transactions of stores that join it
   */
  R run(Session session, Transactions joined);
}
