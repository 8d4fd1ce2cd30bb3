package dev.coffer.tx;

import dev.coffer.api.ClosedException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.TransactionOptions;
import dev.coffer.dialect.Dialect;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

/**
 * Coffer's own short transactions. Each has its own connection and is separate from any transaction
 * of the calling thread. They are JDBC transactions at READ COMMITTED, or JTA transactions at the
 * isolation level of the data source if the session factory uses JTA. Thread-safe.
 *
 * <p>Work that fails with a retryable error is rolled back and replayed as a whole.
 */
public final class OwnTransactions implements Transactions {

  private final SessionFactory sessions;
  private final Dialect dialect;
  private final SchemaAccess access;
  private final Replays replays;
  private final ErrorTranslation errors;
  private final OwnBoundaries boundaries;
  private final Commits commits;
  private final AtomicBoolean closed = new AtomicBoolean();

  public OwnTransactions(
      SessionFactory sessions,
      Dialect dialect,
      SchemaAccess access,
      StatisticsRecorder statistics) {
    this(sessions, dialect, access, statistics, new Commits());
  }

  /**
   * Transactions that are counted.
   *
   * @param commits counts the transactions that write
   */
  public OwnTransactions(
      SessionFactory sessions,
      Dialect dialect,
      SchemaAccess access,
      StatisticsRecorder statistics,
      Commits commits) {
    this.sessions = sessions;
    this.dialect = dialect;
    this.access = access;
    this.commits = commits;
    this.replays = new Replays(statistics);
    this.errors = new ErrorTranslation(dialect);
    JtaPlatform jta = Jta.platformOf(sessions);
    this.boundaries =
        jta == null
            ? new JdbcBoundaries(
                sessions,
                Connections.of(sessions, errors::ofOpening, errors::translate),
                dialect,
                access,
                errors)
            : new JtaBoundaries(
                sessions, jta.retrieveTransactionManager(), dialect, access, errors);
  }

  /** The dialect of the database. */
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public boolean joinsHost() {
    return false;
  }

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    return replayed(() -> boundaries.commit(commits.counted(work)));
  }

  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    return replayed(() -> boundaries.commitEach(commits.counted(work)));
  }

  /**
   * Runs work on a connection in autocommit mode, outside any transaction, also if the pool or the
   * data source disables autocommit. It is for statements that no transaction may contain.
   */
  public <R extends @Nullable Object> R autoCommit(Work<R> work) {
    return replayed(() -> boundaries.autoCommit(work));
  }

  private <R extends @Nullable Object> R replayed(Supplier<R> task) {
    access.requireWritable();
    return replays.run(() -> apart(task));
  }

  /**
   * Runs a transaction of several operations in a session of its own, commits it, and replays it
   * after retryable errors. Errors of the work that are not retryable are thrown unchanged.
   */
  public <R extends @Nullable Object> R inSession(TransactionOptions options, SessionWork<R> work) {
    return replays.run(
        () -> {
          requireOpen();
          try {
            return boundaries.inSession(
                options, (session, joined) -> work.run(session, commits.counted(joined)));
          } catch (RuntimeException e) {
            throw closedMeanwhile(errors.translateRetryable(e));
          }
        });
  }

  /**
   * Runs a transaction that begins and commits by itself, and replays it after retryable errors of
   * every form in which a database, Hibernate or a transaction manager reports them.
   */
  public <R extends @Nullable Object> R replay(Supplier<R> transaction) {
    requireOpen();
    return replays.run(
        () -> {
          try {
            return transaction.get();
          } catch (RuntimeException e) {
            throw errors.translateRetryable(e);
          }
        });
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
    // Hibernate's closed connection provider throws a HibernateException.
    boolean ofDatabase =
        failure instanceof DatabaseOperationException
            || failure instanceof DatabaseUnavailableException
            || failure instanceof HibernateException;
    if (!ofDatabase || !(isClosed() || sessions.isClosed())) {
      return failure;
    }
    return new ClosedException(
        "This Coffer was closed during the work, and the work was not done; build a new one.",
        failure);
  }

  /** Whether these transactions are JTA transactions. */
  public boolean areJta() {
    return Jta.platformOf(sessions) != null;
  }

  /**
   * Whether Hibernate begins a resource-local transaction without disabling autocommit, because
   * {@code hibernate.connection.provider_disables_autocommit} declares that the pool disables it.
   */
  public boolean relyOnPoolForAutoCommit() {
    return !areJta()
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
}
