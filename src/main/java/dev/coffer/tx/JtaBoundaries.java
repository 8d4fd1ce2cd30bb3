package dev.coffer.tx;

import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.schema.Database;
import jakarta.transaction.TransactionManager;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of the transaction manager, begun and ended through Hibernate, at the isolation of
 * its data source: there a connection may be neither committed nor changed by anybody else.
 */
final class JtaBoundaries implements OwnBoundaries {

  private final TransactionManager manager;
  private final ErrorTranslation errors;
  private final JoinedWork joined;

  JtaBoundaries(TransactionManager manager, Database database, ErrorTranslation errors) {
    this.manager = manager;
    this.errors = errors;
    this.joined = new JoinedWork(CompletableUnit::ofOwn, database, errors);
  }

  /**
   * A transaction belongs to its thread: sessions and connections that are opened in it join it.
   */
  @Override
  public <R extends @Nullable Object> R apart(Supplier<R> task) {
    return Jta.apart(manager, task);
  }

  @Override
  public <R extends @Nullable Object> R commit(Session session, Work<R> work) {
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

  @Override
  public <R extends @Nullable Object> R commitEach(Session session, Work<R> work) {
    return commit(session, work);
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
