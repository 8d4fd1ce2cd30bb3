package dev.coffer.tx;

import dev.coffer.api.ClosedException;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.dialect.Dialect;
import dev.coffer.schema.SchemaAccess;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a host's entity manager. All work joins the active transaction on its
 * connection and ends with it. Not thread-safe, because the entity manager is not.
 *
 * <p>After a retryable error, the host's transaction is marked for rollback. MariaDB's error 1020
 * rolls back the transaction, but the connection would continue and commit the remaining work.
 */
public final class HostTransactions implements Transactions {

  private final EntityManager entityManager;
  private final SchemaAccess access;
  private final ErrorTranslation errors;
  private final JoinedWork joined;

  public HostTransactions(EntityManager entityManager, Dialect dialect, SchemaAccess access) {
    this(entityManager, dialect, access, CompletableUnit::ofHost);
  }

  HostTransactions(
      EntityManager entityManager, Dialect dialect, SchemaAccess access, JoinedWork.Units units) {
    this.entityManager = entityManager;
    this.access = access;
    this.errors = new ErrorTranslation(dialect);
    this.joined = new JoinedWork(units, dialect, errors);
  }

  @Override
  public void requireOpen() {
    if (!entityManager.isOpen()) {
      throw new ClosedException("The entity manager is closed; join Coffer to an open one.");
    }
  }

  @Override
  public boolean joinsHost() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    Session session = session();
    return session.isDefaultReadOnly() || !JoinedWork.transactionInProgress(session);
  }

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    access.requireWritable();
    Session session = session();
    if (!JoinedWork.transactionInProgress(session)) {
      throw new TransactionRequiredException(
          "A write through an entity manager needs an active transaction: begin one first, or use"
              + " the stores of the Coffer instance itself, which start their own transactions.");
    }
    return run(session, work);
  }

  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    return write(work);
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return run(session(), work);
  }

  private <R extends @Nullable Object> R run(Session session, Work<R> work) {
    try {
      return joined.run(session, work);
    } catch (RuntimeException e) {
      RuntimeException translated = errors.translate(e);
      if (translated instanceof TransientCofferException
          && JoinedWork.transactionInProgress(session)) {
        JoinedWork.markForRollback(session);
      }
      throw translated;
    }
  }

  private Session session() {
    requireOpen();
    return entityManager.unwrap(Session.class);
  }
}
