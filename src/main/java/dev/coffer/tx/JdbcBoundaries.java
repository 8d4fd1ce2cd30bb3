package dev.coffer.tx;

import dev.coffer.api.TransactionOptions;
import dev.coffer.dialect.Dialect;
import dev.coffer.schema.SchemaAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * JDBC transactions on the connection at READ COMMITTED. The settings of the connection are
 * restored afterwards.
 *
 * <p>Failed work is rolled back explicitly, because H2 reports a rollback that it has not done, and
 * MariaDB continues silently after error 1020.
 */
final class JdbcBoundaries implements OwnBoundaries {

  private final SessionFactory sessions;
  private final Connections connections;
  private final Dialect dialect;
  private final SchemaAccess access;
  private final ErrorTranslation errors;
  private final JdbcWork plain;

  JdbcBoundaries(
      SessionFactory sessions,
      Connections connections,
      Dialect dialect,
      SchemaAccess access,
      ErrorTranslation errors) {
    this.sessions = sessions;
    this.connections = connections;
    this.dialect = dialect;
    this.access = access;
    this.errors = errors;
    this.plain = new JdbcWork(connections, dialect, errors);
  }

  @Override
  public <R extends @Nullable Object> R commit(Work<R> work) {
    return ReleaseActions.around(
        release -> connections.use(connection -> commit(connection, work, release)));
  }

  /**
   * {@inheritDoc} If the connection is in autocommit mode, each statement is committed on its own.
   * This saves several round trips: to read the isolation level, to set isolation and autocommit
   * mode, to commit, and to restore both.
   */
  @Override
  public <R extends @Nullable Object> R commitEach(Work<R> work) {
    return ReleaseActions.around(
        release ->
            connections.use(
                connection ->
                    connection.getAutoCommit()
                        ? runEach(connection, work, release)
                        : commit(connection, work, release)));
  }

  @Override
  public <R extends @Nullable Object> R autoCommit(Work<R> work) {
    return ReleaseActions.around(
        release -> connections.use(connection -> autoCommit(connection, work, release)));
  }

  private <R extends @Nullable Object> R autoCommit(
      Connection connection, Work<R> work, ReleaseActions release) throws SQLException {
    if (connection.getAutoCommit()) {
      return runEach(connection, work, release);
    }
    connection.setAutoCommit(true);
    Throwable failed = null;
    try {
      return runEach(connection, work, release);
    } catch (RuntimeException | Error failure) {
      failed = failure;
      throw failure;
    } finally {
      Afterwards.run(
          failed,
          () -> {
            if (!connection.isClosed()) {
              connection.setAutoCommit(false);
            }
          });
    }
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return plain.read(work);
  }

  @Override
  public <R extends @Nullable Object> R inSession(TransactionOptions options, SessionWork<R> work) {
    return ReleaseActions.around(
        release -> connections.use(connection -> inSession(connection, options, work, release)));
  }

  private <R extends @Nullable Object> R inSession(
      Connection connection,
      TransactionOptions options,
      SessionWork<R> work,
      ReleaseActions release)
      throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    boolean readOnly = connection.isReadOnly();
    Throwable failed = null;
    try {
      if (isolation != levelOf(options.isolation())) {
        connection.setTransactionIsolation(levelOf(options.isolation()));
      }
      if (readOnly != options.readOnly()) {
        connection.setReadOnly(options.readOnly());
      }
      connection.setAutoCommit(false);
      SessionSpan span = new SessionSpan(dialect, access, errors, options, release);
      return Sessions.closing(
          sessions.withOptions().connection(span.watched(connection)).openSession(),
          session -> committed(session, span, work));
    } catch (SQLException | RuntimeException | Error failure) {
      failed = failure;
      Afterwards.run(failure, connection::rollback);
      throw failure;
    } finally {
      Afterwards.run(
          failed,
          () -> {
            if (readOnly != options.readOnly() && !connection.isClosed()) {
              connection.setReadOnly(readOnly);
            }
            restore(connection, autoCommit, levelOf(options.isolation()), isolation);
          });
    }
  }

  private static <R extends @Nullable Object> R committed(
      Session session, SessionSpan span, SessionWork<R> work) {
    Transaction transaction = session.beginTransaction();
    R result;
    try {
      result = span.run(session, work);
    } catch (RuntimeException | Error failure) {
      Afterwards.run(failure, transaction::rollback);
      throw failure;
    }
    transaction.commit();
    return result;
  }

  private static int levelOf(TransactionOptions.Isolation isolation) {
    return switch (isolation) {
      case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
      case REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
      case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
    };
  }

  private <R extends @Nullable Object> R runEach(
      Connection connection, Work<R> work, ReleaseActions release) {
    List<WriteTarget> targets = new ArrayList<>();
    return plain.run(
        CompletableUnit.ofOwn(connection, dialect.alone(), targets, release),
        each -> {
          try {
            return work.run(each);
          } catch (SQLException failure) {
            throw errors.ofSingleStatement(targets, failure);
          }
        },
        failure -> {});
  }

  private <R extends @Nullable Object> R commit(
      Connection connection, Work<R> work, ReleaseActions release) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    List<WriteTarget> targets = new ArrayList<>();
    return plain.run(
        CompletableUnit.ofOwn(connection, dialect, targets, release),
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
          Afterwards.run(
              failure,
              () ->
                  restore(
                      connection, autoCommit, Connection.TRANSACTION_READ_COMMITTED, isolation));
        });
  }

  private void commit(Connection connection, List<WriteTarget> targets) {
    try {
      connection.commit();
    } catch (SQLException | RuntimeException failure) {
      throw errors.ofCommit(targets, failure);
    }
  }

  /**
   * Restores the settings of a connection.
   *
   * @param current the isolation level of the connection now
   */
  private static void restore(Connection connection, boolean autoCommit, int current, int isolation)
      throws SQLException {
    if (connection.isClosed()) {
      return;
    }
    if (autoCommit) {
      connection.setAutoCommit(true);
    }
    if (isolation != current) {
      connection.setTransactionIsolation(isolation);
    }
  }
}
