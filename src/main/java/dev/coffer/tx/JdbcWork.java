package dev.coffer.tx;

import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Runs work on connections, and notifies its unit of its end. Thread-safe. */
final class JdbcWork {

  private final Connections connections;
  private final Dialect dialect;
  private final ErrorTranslation errors;

  JdbcWork(Connections connections, Dialect dialect, ErrorTranslation errors) {
    this.connections = connections;
    this.dialect = dialect;
    this.errors = errors;
  }

  /** Runs read-only work on a connection of its own. */
  <R extends @Nullable Object> R read(Work<R> work) {
    return ReleaseActions.around(
        release ->
            connections.use(
                connection ->
                    run(
                        CompletableUnit.ofOwn(connection, dialect, new ArrayList<>(), release),
                        work,
                        failure -> Afterwards.run(failure, () -> endReading(connection)))));
  }

  /** A pool of connections without autocommit must get them back without a transaction. */
  private static void endReading(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  /** The steps after work on a connection, failed or not. It must not throw. */
  @FunctionalInterface
  interface Ending {
    void after(@Nullable Throwable failure);
  }

  /** Runs work and notifies the unit of its end. */
  <R extends @Nullable Object> R run(CompletableUnit unit, Work<R> work, Ending ending) {
    R result;
    try {
      result = work.run(unit);
    } catch (SQLException | RuntimeException e) {
      // Translated here, because a tenant's session would log it as an error.
      RuntimeException failure = errors.translate(e);
      if (failure instanceof UnknownOutcomeException) {
        unit.markOutcomeUnknown();
      }
      ending.after(failure);
      unit.completed(false);
      throw failure;
    } catch (Error failure) {
      // The driver may have thrown it in the middle of a statement.
      unit.markOutcomeUnknown();
      ending.after(failure);
      unit.completed(false);
      throw failure;
    }
    ending.after(null);
    unit.completed(true);
    return result;
  }
}
