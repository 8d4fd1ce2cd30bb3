package dev.coffer.tx;

import dev.coffer.api.DatabaseUnavailableException;
import java.sql.SQLException;
import org.hibernate.SessionFactory;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/** Supplies connections of a session factory outside any transaction, as schema changes require. */
public final class OutsideTransactions {

  private OutsideTransactions() {}

  /**
   * Runs work on a connection outside any transaction. An active transaction of the calling thread
   * is suspended.
   *
   * @throws dev.coffer.api.UnsupportedHostException if Hibernate's JTA platform is not configured
   * @throws DatabaseUnavailableException if there is no connection
   */
  public static <R extends @Nullable Object> R run(SessionFactory sessions, ReturningWork<R> work) {
    JtaPlatform jta = Jta.platformOf(sessions);
    Connections connections =
        Connections.of(
            sessions, OutsideTransactions::unavailable, OutsideTransactions::unavailable);
    return jta == null
        ? connections.use(work)
        : Jta.apart(jta.retrieveTransactionManager(), () -> connections.use(work));
  }

  private static DatabaseUnavailableException unavailable(SQLException e) {
    return new DatabaseUnavailableException("The database cannot be reached: " + e.getMessage(), e);
  }
}
