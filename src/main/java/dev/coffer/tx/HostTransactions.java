package dev.coffer.tx;

import dev.coffer.api.ClosedException;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.schema.Database;
import dev.coffer.schema.SchemaAccess;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a host's entity manager: all work joins the one that is active, on its
 * connection, and ends with it. Not thread-safe, as the entity manager is not.
 *
 * <p>After a retryable error the host's transaction is marked for rollback: on MariaDB error 1020
 * has rolled it back already while the connection would go on and commit the rest.
 */
public final class HostTransactions implements Transactions {

  private final EntityManager entityManager;
  private final Database database;
  private final SchemaAccess access;
  private final ErrorTranslation errors;

  public HostTransactions(EntityManager entityManager, Database database, SchemaAccess access) {
    this.entityManager = entityManager;
    this.database = database;
    this.access = access;
    this.errors = new ErrorTranslation(database);
  }

  @Override
  public boolean joinsHost() {
    return true;
  }

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    access.requireWritable();
    Session session = session();
    if (!transactionInProgress(session)) {
      throw new TransactionRequiredException(
          "A write through an entity manager needs its transaction: begin one first, or use the"
              + " stores of the Coffer itself, which start their own.");
    }
    return run(session, work);
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return run(session(), work);
  }

  private <R extends @Nullable Object> R run(Session session, Work<R> work) {
    try {
      return session.doReturningWork(
          connection -> {
            CompletableUnit unit = CompletableUnit.ofHost(session, connection, database);
            try {
              return work.run(unit);
            } catch (SQLException e) {
              // Translated here, because Hibernate would log it as an error.
              throw errors.translate(e);
            } finally {
              // Also after a failure: part of the work is done, and its end must be known.
              if (unit.hasActions()) {
                completeWith(session, unit);
              }
            }
          });
    } catch (RuntimeException e) {
      RuntimeException translated = errors.translate(e);
      if (translated instanceof TransientCofferException && transactionInProgress(session)) {
        shared(session).accessTransaction().markRollbackOnly();
      }
      throw translated;
    }
  }

  private static void completeWith(Session session, CompletableUnit unit) {
    if (!transactionInProgress(session)) {
      unit.completed(true);
      return;
    }
    shared(session)
        .getTransactionCoordinator()
        .getLocalSynchronizations()
        .registerSynchronization(
            new Synchronization() {
              @Override
              public void beforeCompletion() {}

              @Override
              public void afterCompletion(int status) {
                unit.completed(status == Status.STATUS_COMMITTED);
              }
            });
  }

  private Session session() {
    if (!entityManager.isOpen()) {
      throw new ClosedException("The entity manager is closed; join Coffer to an open one.");
    }
    return entityManager.unwrap(Session.class);
  }

  private static boolean transactionInProgress(Session session) {
    return shared(session).isTransactionInProgress();
  }

  private static SharedSessionContractImplementor shared(Session session) {
    return session.unwrap(SharedSessionContractImplementor.class);
  }
}
