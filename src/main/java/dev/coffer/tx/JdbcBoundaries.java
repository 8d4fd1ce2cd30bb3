package dev.coffer.tx;

import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.schema.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
            connection.getAutoCommit() ? runEach(connection, work) : commit(connection, work));
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return connections.use(
        connection ->
            run(
                CompletableUnit.ofOwn(connection, database, new ArrayList<>()),
                work,
                failure ->
                    Afterwards.run(
                        failure,
                        () -> {
                          // A pool that hands out connections in transactions must get it back
                          // without.
                          if (!connection.getAutoCommit()) {
                            connection.rollback();
                          }
                        })));
  }

  private <R extends @Nullable Object> R runEach(Connection connection, Work<R> work) {
    List<WriteTarget> targets = new ArrayList<>();
    return run(
        CompletableUnit.ofOwn(connection, database, targets),
        each -> {
          try {
            return work.run(each);
          } catch (SQLException failure) {
            throw errors.ofLoneStatement(targets, failure);
          }
        },
        failure -> {});
  }

  private <R extends @Nullable Object> R commit(Connection connection, Work<R> work)
      throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    List<WriteTarget> targets = new ArrayList<>();
    return run(
        CompletableUnit.ofOwn(connection, database, targets),
        each -> {
          if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
          }
          if (autoCommit) {
            connection.setAutoCommit(false);
          }
          R result = work.run(each);
          commit(connection, targets);
          return result;
        },
        failure -> {
          if (failure != null) {
            Afterwards.run(failure, connection::rollback);
          }
          Afterwards.run(failure, () -> restore(connection, autoCommit, isolation));
        });
  }

  private void commit(Connection connection, List<WriteTarget> targets) {
    try {
      connection.commit();
    } catch (SQLException | RuntimeException failure) {
      throw errors.ofCommit(targets, failure);
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

  /** What follows work on a connection, whether it failed or not. Throws nothing. */
  @FunctionalInterface
  private interface Ending {
    void after(@Nullable Throwable failure);
  }

  /** Runs work to its end, and tells the unit of it. */
  private <R extends @Nullable Object> R run(CompletableUnit unit, Work<R> work, Ending ending) {
    R result;
    try {
      result = work.run(unit);
    } catch (SQLException | RuntimeException e) {
      // Translated here: the session of a tenant would log it as an error.
      RuntimeException failure = errors.translate(e);
      if (failure instanceof UnknownOutcomeException) {
        unit.loseOutcome();
      }
      ending.after(failure);
      unit.completed(false);
      throw failure;
    } catch (Error failure) {
      // It may have come out of the driver, in the middle of a statement.
      unit.loseOutcome();
      ending.after(failure);
      unit.completed(false);
      throw failure;
    }
    ending.after(null);
    unit.completed(true);
    return result;
  }
}
