package dev.coffer.tx;

import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.TransactionOptions;
import dev.coffer.dialect.Dialect;
import dev.coffer.schema.SchemaAccess;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that the JTA transaction manager begins and ends, at the isolation level of its data
 * source. Only the transaction manager can do so: a connection of such a data source refuses to,
 * and so does a session if Hibernate complies strictly with JPA, as on WildFly.
 *
 * <p>A transaction belongs to its thread. Sessions and connections opened on the thread join it.
 */
final class JtaBoundaries implements OwnBoundaries {

  private final SessionFactory sessions;
  private final TransactionManager manager;
  private final ErrorTranslation errors;
  private final Dialect dialect;
  private final SchemaAccess access;
  private final JdbcBoundaries outside;

  JtaBoundaries(
      SessionFactory sessions,
      TransactionManager manager,
      Dialect dialect,
      SchemaAccess access,
      ErrorTranslation errors) {
    this.sessions = sessions;
    this.manager = manager;
    this.errors = errors;
    this.dialect = dialect;
    this.access = access;
    this.outside =
        new JdbcBoundaries(sessions, new Connections.OfSessions(sessions), dialect, access, errors);
  }

  @Override
  public <R extends @Nullable Object> R commit(Work<R> work) {
    return Jta.apart(
        manager,
        () ->
            ReleaseActions.around(
                release -> {
                  begin();
                  return Sessions.closing(open(), session -> commit(session, work, release));
                }));
  }

  @Override
  public <R extends @Nullable Object> R commitEach(Work<R> work) {
    return commit(work);
  }

  @Override
  public <R extends @Nullable Object> R autoCommit(Work<R> work) {
    return Jta.apart(manager, () -> outside.autoCommit(work));
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return Jta.apart(manager, () -> outside.read(work));
  }

  @Override
  public <R extends @Nullable Object> R inSession(TransactionOptions options, SessionWork<R> work) {
    if (options.isolation() != TransactionOptions.Isolation.READ_COMMITTED) {
      throw new IllegalArgumentException(
          "The transactions of this application are JTA transactions; set the isolation level of"
              + " its data source instead of "
              + options.isolation()
              + " in TransactionOptions.");
    }
    return Jta.apart(
        manager,
        () ->
            ReleaseActions.around(
                release -> {
                  SessionSpan span = new SessionSpan(dialect, access, errors, options, release);
                  begin();
                  return Sessions.closing(open(), session -> committed(session, span, work));
                }));
  }

  private <R extends @Nullable Object> R committed(
      Session session, SessionSpan span, SessionWork<R> work) {
    R result;
    try {
      result = span.run(session, work);
    } catch (RuntimeException | Error failure) {
      rollBack(failure);
      throw failure;
    }
    commit(span.targets());
    return result;
  }

  private void begin() {
    try {
      manager.begin();
    } catch (NotSupportedException | SystemException e) {
      throw new DatabaseOperationException(
          "The transaction manager failed to begin a transaction.", e);
    }
  }

  /** Opens a session that joins the transaction of this thread. */
  private Session open() {
    try {
      return sessions.openSession();
    } catch (RuntimeException | Error failure) {
      rollBack(failure);
      throw failure;
    }
  }

  private <R extends @Nullable Object> R commit(
      Session session, Work<R> work, ReleaseActions release) {
    List<WriteTarget> targets = new ArrayList<>();
    JoinedWork joined =
        new JoinedWork(
            (connection, dialect) -> CompletableUnit.ofOwn(connection, dialect, targets, release),
            dialect,
            errors);
    R result;
    try {
      result = joined.run(session, work);
    } catch (RuntimeException | Error failure) {
      rollBack(failure);
      throw failure;
    }
    commit(targets);
    return result;
  }

  private void commit(List<WriteTarget> targets) {
    try {
      manager.commit();
    } catch (RollbackException | HeuristicRollbackException failure) {
      throw errors.ofRolledBackCommit(targets, failure);
    } catch (HeuristicMixedException | SystemException | RuntimeException failure) {
      throw errors.ofCommit(targets, failure);
    }
  }

  private void rollBack(Throwable failure) {
    try {
      if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
        manager.rollback();
      }
    } catch (SystemException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
