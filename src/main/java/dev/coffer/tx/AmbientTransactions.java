package dev.coffer.tx;

import dev.coffer.dialect.Dialect;
import dev.coffer.host.CurrentTransaction;
import dev.coffer.schema.SchemaAccess;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Uses the host's transaction if one is active on the calling thread, and short transactions of
 * Coffer otherwise. The choice is made for each unit of work. Thread-safe.
 *
 * <p>An operation of several units of work, such as a scan or a content stream, may start inside a
 * transaction and continue after its end. It then reads committed data.
 */
public final class AmbientTransactions implements Transactions {

  private final CurrentTransaction current;
  private final OwnTransactions own;
  private final Dialect dialect;
  private final SchemaAccess access;
  private final Commits commits;

  /**
   * A choice between both.
   *
   * @param commits counts the host's transactions that write; {@code own} counts its own
   */
  public AmbientTransactions(
      CurrentTransaction current,
      OwnTransactions own,
      Dialect dialect,
      SchemaAccess access,
      Commits commits) {
    this.current = current;
    this.own = own;
    this.dialect = dialect;
    this.access = access;
    this.commits = commits;
  }

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    return delegate().write(work);
  }

  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    return delegate().writeApart(work);
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return delegate().read(work);
  }

  @Override
  public boolean joinsHost() {
    return current.entityManager() != null;
  }

  @Override
  public boolean isReadOnly() {
    return delegate().isReadOnly();
  }

  @Override
  public void requireOpen() {
    own.requireOpen();
  }

  private Transactions delegate() {
    own.requireOpen();
    EntityManager entityManager = current.entityManager();
    return entityManager == null
        ? own
        : commits.counted(new HostTransactions(entityManager, dialect, access));
  }
}
