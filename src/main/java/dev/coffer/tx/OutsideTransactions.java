package dev.coffer.tx;

import dev.coffer.api.DatabaseUnavailableException;
import org.hibernate.SessionFactory;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/** Connections of a session factory outside of every transaction, as changes of a schema want. */
public final class OutsideTransactions {

  private OutsideTransactions() {}

  /**
   * Runs work on a connection that is in no transaction; one that the calling thread is in waits.
   *
   * @throws dev.coffer.api.UnsupportedHostException if Hibernate was not told how to reach the
   *     transaction manager
   * @throws DatabaseUnavailableException if there is no connection
   */
  public static <R extends @Nullable Object> R run(SessionFactory sessions, ReturningWork<R> work) {
    JtaPlatform jta = Jta.platformOf(sessions);
    Connections connections =
        Connections.of(
            sessions,
            e ->
                new DatabaseUnavailableException(
                    "The database cannot be reached: " + e.getMessage(), e));
    return jta == null
        ? connections.use(work)
        : Jta.apart(jta.retrieveTransactionManager(), () -> connections.use(work));
  }
}
