package dev.coffer.tx;

import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.schema.Database;
import jakarta.transaction.TransactionManager;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of the transaction manager, begun and ended through Hibernate, at the isolation of
 * its data source: there a connection may be neither committed nor changed by anybody else.
 *
 * <p>A transaction belongs to its thread: sessions and connections that are opened in it join it.
 */
final class JtaBoundaries implements OwnBoundaries {

  private final SessionFactory sessions;
  private final TransactionManager manager;
  private final ErrorTranslation errors;
  private final JoinedWork joined;
  private final JdbcBoundaries outside;

  JtaBoundaries(
      SessionFactory sessions,
      TransactionManager manager,
      Database database,
      ErrorTranslation errors) {
    this.sessions = sessions;
    this.manager = manager;
    this.errors = errors;
    this.joined = new JoinedWork(CompletableUnit::ofOwn, database, errors);
    this.outside = new JdbcBoundaries(new Connections.OfSessions(sessions), database, errors);
  }

  @Override
  public <R extends @Nullable Object> R commit(Work<R> work) {
    return Jta.apart(
        manager,
        () -> {
          try (Session session = sessions.openSession()) {
            return commit(session, work);
          }
        });
  }

  @Override
  public <R extends @Nullable Object> R commitEach(Work<R> work) {
    return commit(work);
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return Jta.apart(manager, () -> outside.read(work));
  }

  private <R extends @Nullable Object> R commit(Session session, Work<R> work) {
    Transaction transaction = session.beginTransaction();
    R result;
    try {
      result = joined.run(session, work);
    } catch (RuntimeException | Error failure) {
      rollBack(transaction, failure);
      throw failure;
    }
    commit(transaction);
    return result;
  }

  private void commit(Transaction transaction) {
    try {
      transaction.commit();
    } catch (RuntimeException failure) {
      RuntimeException translated = errors.translate(failure);
      throw translated instanceof CofferException
          ? translated
          : new DatabaseOperationException(
              "The transaction manager did not commit the transaction.", failure);
    }
  }

  private static void rollBack(Transaction transaction, Throwable failure) {
    try {
      transaction.rollback();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
