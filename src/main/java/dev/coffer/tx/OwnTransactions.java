package dev.coffer.tx;

import dev.coffer.api.ClosedException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.schema.Dialect;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.StatisticsRecorder;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

/**
 * Coffer's own short transactions. Each has its own connection and is separate from any transaction
 * of the calling thread. They are JDBC transactions at READ COMMITTED, or JTA transactions at the
 * isolation level of the data source if the session factory uses JTA. Thread-safe.
 *
 * <p>Work that fails with a retryable error is rolled back and replayed as a whole, with at most
 * {@value #ATTEMPTS} attempts. The pause between attempts doubles and is randomised, so that
 * competing transactions do not collide again.
 */
public final class OwnTransactions implements Transactions {

  /** The maximum number of attempts before a retryable error is thrown. */
  static final int ATTEMPTS = 8;

  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final SessionFactory sessions;
  private final SchemaAccess access;
  private final StatisticsRecorder statistics;
  private final ErrorTranslation errors;
  private final OwnBoundaries boundaries;
  private final AtomicBoolean closed = new AtomicBoolean();

  public OwnTransactions(
      SessionFactory sessions,
      Dialect dialect,
      SchemaAccess access,
      StatisticsRecorder statistics) {
    this.sessions = sessions;
    this.access = access;
    this.statistics = statistics;
    this.errors = new ErrorTranslation(dialect);
    JtaPlatform jta = Jta.platformOf(sessions);
    this.boundaries =
        jta == null
            ? new JdbcBoundaries(Connections.of(sessions, errors::translate), dialect, errors)
            : new JtaBoundaries(sessions, jta.retrieveTransactionManager(), dialect, errors);
  }

  @Override
  public boolean joinsHost() {
    return false;
  }

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    return replayed(() -> boundaries.commit(work));
  }

  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    return replayed(() -> boundaries.commitEach(work));
  }

  private <R extends @Nullable Object> R replayed(Supplier<R> task) {
    access.requireWritable();
    for (int attempt = 1; ; attempt++) {
      try {
        return apart(task);
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
    return apart(() -> boundaries.read(work));
  }

  private <R extends @Nullable Object> R apart(Supplier<R> task) {
    requireOpen();
    try {
      return task.get();
    } catch (RuntimeException e) {
      throw closedMeanwhile(errors.translate(e));
    }
  }

  /**
   * Replaces the error of work whose connections were closed meanwhile; the database is not at
   * fault.
   */
  private RuntimeException closedMeanwhile(RuntimeException failure) {
    boolean ofDatabase =
        failure instanceof DatabaseOperationException
            || failure instanceof DatabaseUnavailableException;
    if (!ofDatabase || !(isClosed() || sessions.isClosed())) {
      return failure;
    }
    return new ClosedException(
        "This Coffer was closed during the work, and the work was not done; build a new one.",
        failure);
  }

  /**
   * Whether Hibernate begins a resource-local transaction without disabling autocommit, because
   * {@code hibernate.connection.provider_disables_autocommit} declares that the pool disables it.
   */
  public boolean relyOnPoolForAutoCommit() {
    return Jta.platformOf(sessions) == null
        && sessions
            .unwrap(SessionFactoryImplementor.class)
            .getSessionFactoryOptions()
            .doesConnectionProviderDisableAutoCommit();
  }

  /** Closes these transactions. Returns false if they were already closed. */
  public boolean close() {
    return closed.compareAndSet(false, true);
  }

  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void requireOpen() {
    if (isClosed()) {
      throw new ClosedException("This Coffer is closed; build a new one.");
    }
    if (sessions.isClosed()) {
      throw new ClosedException("The EntityManagerFactory is closed; open a new Coffer.");
    }
  }

  private static void pause(int attempt) {
    long longest = FIRST_PAUSE_NANOS << attempt;
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
  }
}
