package dev.coffer.tx;

import dev.coffer.schema.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on the connection itself, READ COMMITTED, which is left as it was found.
 *
 * <p>What fails is rolled back explicitly: H2 says that it has rolled back when it has not, MariaDB
 * continues silently after 1020.
 */
final class JdbcBoundaries implements OwnBoundaries {

  private final Database database;
  private final ErrorTranslation errors;

  JdbcBoundaries(Database database, ErrorTranslation errors) {
    this.database = database;
    this.errors = errors;
  }

  /** A transaction belongs to its connection, and each session of ours takes another one. */
  @Override
  public <R extends @Nullable Object> R apart(Supplier<R> task) {
    return task.get();
  }

  @Override
  public <R extends @Nullable Object> R commit(Session session, Work<R> work) {
    return session.doReturningWork(connection -> commit(session, connection, work));
  }

  /**
   * {@inheritDoc} By a connection that commits each statement, which saves a handful of round
   * trips: to look at its isolation, to set both, to commit, and to set them back.
   */
  @Override
  public <R extends @Nullable Object> R commitEach(Session session, Work<R> work) {
    return session.doReturningWork(
        connection ->
            connection.getAutoCommit()
                ? runEach(CompletableUnit.ofOwn(session, connection, database), work)
                : commit(session, connection, work));
  }

  private <R extends @Nullable Object> R runEach(CompletableUnit unit, Work<R> work) {
    boolean done = false;
    try {
      R result = work.run(unit);
      done = true;
      return result;
    } catch (SQLException failure) {
      // Translated here, because Hibernate would log it as an error although it may be replayed.
      throw errors.translate(failure);
    } finally {
      unit.completed(done);
    }
  }

  private <R extends @Nullable Object> R commit(
      Session session, Connection connection, Work<R> work) throws SQLException {
    CompletableUnit unit = CompletableUnit.ofOwn(session, connection, database);
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
      // Translated here, because Hibernate would log it as an error although it may be replayed.
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
