package dev.coffer.tx;

import dev.coffer.schema.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on the connection itself, READ COMMITTED, which is left as it was found.
 *
 * <p>What fails is rolled back explicitly: H2 says that it has rolled back when it has not, MariaDB
 * continues silently after 1020.
 */
final class JdbcBoundaries implements OwnBoundaries {

  private final Connections connections;
  private final Database database;
  private final ErrorTranslation errors;

  JdbcBoundaries(Connections connections, Database database, ErrorTranslation errors) {
    this.connections = connections;
    this.database = database;
    this.errors = errors;
  }

  @Override
  public <R extends @Nullable Object> R commit(Work<R> work) {
    return connections.use(connection -> commit(connection, work));
  }

  /**
   * {@inheritDoc} By a connection that commits each statement, which saves a handful of round
   * trips: to look at its isolation, to set both, to commit, and to set them back.
   */
  @Override
  public <R extends @Nullable Object> R commitEach(Work<R> work) {
    return connections.use(
        connection ->
            connection.getAutoCommit()
                ? runEach(CompletableUnit.ofOwn(connection, database), work)
                : commit(connection, work));
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return connections.use(
        connection -> {
          try {
            return work.run(CompletableUnit.ofOwn(connection, database));
          } catch (SQLException e) {
            throw errors.translate(e);
          } finally {
            // A pool that hands out connections in transactions must get it back without.
            if (!connection.getAutoCommit()) {
              connection.rollback();
            }
          }
        });
  }

  private <R extends @Nullable Object> R runEach(CompletableUnit unit, Work<R> work) {
    boolean done = false;
    try {
      R result = work.run(unit);
      done = true;
      return result;
    } catch (SQLException failure) {
      // Translated here: the session of a tenant would log it as an error.
      throw errors.translate(failure);
    } finally {
      unit.completed(done);
    }
  }

  private <R extends @Nullable Object> R commit(Connection connection, Work<R> work)
      throws SQLException {
    CompletableUnit unit = CompletableUnit.ofOwn(connection, database);
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    boolean committed = false;
    try {
      if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
      if (autoCommit) {
        connection.setAutoCommit(false);
      }
      R result = work.run(unit);
      connection.commit();
      committed = true;
      return result;
    } catch (SQLException failure) {
      rollBack(connection, failure);
      // Translated here: the session of a tenant would log it as an error.
      throw errors.translate(failure);
    } catch (RuntimeException | Error failure) {
      rollBack(connection, failure);
      throw failure;
    } finally {
      unit.completed(committed);
      restore(connection, autoCommit, isolation);
    }
  }

  private static void rollBack(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static void restore(Connection connection, boolean autoCommit, int isolation)
      throws SQLException {
    if (connection.isClosed()) {
      return;
    }
    if (autoCommit) {
      connection.setAutoCommit(true);
    }
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      connection.setTransactionIsolation(isolation);
    }
  }
}
