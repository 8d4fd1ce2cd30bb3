package dev.coffer.tx;

import dev.coffer.api.ClosedException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.schema.Database;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.StatisticsRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Short transactions of our own, READ COMMITTED, each on a session of its own. Thread-safe.
 *
 * <p>Work that fails with a retryable error is rolled back explicitly (H2 says that it has rolled
 * back when it has not, MariaDB continues silently after 1020) and replayed as a whole, {@value
 * #ATTEMPTS} times at the most, after a pause that doubles and is spread at random so that rivals
 * do not meet again.
 */
public final class OwnTransactions implements Transactions {

  /** How often work is tried before its last retryable error is thrown. */
  static final int ATTEMPTS = 8;

  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final SessionFactory sessions;
  private final Database database;
  private final SchemaAccess access;
  private final StatisticsRecorder statistics;
  private final ErrorTranslation errors;
  private final AtomicBoolean closed = new AtomicBoolean();

  public OwnTransactions(
      SessionFactory sessions,
      Database database,
      SchemaAccess access,
      StatisticsRecorder statistics) {
    this.sessions = sessions;
    this.database = database;
    this.access = access;
    this.statistics = statistics;
    this.errors = new ErrorTranslation(database);
  }

  @Override
  public boolean joinsHost() {
    return false;
  }

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    access.requireWritable();
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(work);
      } catch (TransientCofferException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        statistics.transactionRetried();
        pause(attempt);
      }
    }
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    try (Session session = open()) {
      return session.doReturningWork(
          connection -> {
            try {
              return work.run(CompletableUnit.ofOwn(session, connection, database));
            } catch (SQLException e) {
              throw errors.translate(e);
            } finally {
              // A pool that hands out connections in transactions must get this one back without.
              if (!connection.getAutoCommit()) {
                connection.rollback();
              }
            }
          });
    } catch (RuntimeException e) {
      throw errors.translate(e);
    }
  }

  private <R extends @Nullable Object> R attempt(Work<R> work) {
    try (Session session = open()) {
      return session.doReturningWork(connection -> inTransaction(session, connection, work));
    } catch (RuntimeException e) {
      throw errors.translate(e);
    }
  }

  private <R extends @Nullable Object> R inTransaction(
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

  /** Ends these transactions; whether they were open until now. */
  public boolean close() {
    return closed.compareAndSet(false, true);
  }

  public boolean isClosed() {
    return closed.get();
  }

  private Session open() {
    if (isClosed()) {
      throw new ClosedException("This Coffer is closed; build a new one.");
    }
    if (sessions.isClosed()) {
      throw new ClosedException("The EntityManagerFactory is closed; open a new Coffer.");
    }
    return sessions.openSession();
  }

  private static void pause(int attempt) {
    long longest = FIRST_PAUSE_NANOS << attempt;
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
  }
}
