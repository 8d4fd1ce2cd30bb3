package dev.coffer.tx;

import org.jspecify.annotations.Nullable;

/**
 * The source of the stores' transactions: the host's transactions, Coffer's own short ones, or a
 * choice between both for each unit of work. Every {@link java.sql.SQLException} is translated to a
 * {@link dev.coffer.api.CofferException}, and to a {@link dev.coffer.api.TransientCofferException}
 * if a replay may succeed.
 */
public interface Transactions {

  /**
   * Runs work that writes. In Coffer's own transactions, the work is committed at the end and
   * replayed a few times after retryable errors.
   */
  <R extends @Nullable Object> R write(Work<R> work);

  /**
   * Runs work whose statements may each be committed on their own. This saves the surrounding
   * transaction if the connection allows it. Work that fails may leave the effects of its earlier
   * statements. If {@link dev.coffer.dialect.Dialect#guard()} is not empty, the work writes by
   * statements on one record alone.
   */
  <R extends @Nullable Object> R writeApart(Work<R> work);

  /** Runs read-only work. */
  <R extends @Nullable Object> R read(Work<R> work);

  /**
   * Checks that these transactions are not closed. It is for operations that need no transaction.
   *
   * @throws dev.coffer.api.ClosedException if these transactions are closed
   */
  void requireOpen();

  /**
   * Whether the isolation level promises that all reads see one state, so that the database must
   * answer each of them. Memory has the newest committed values.
   */
  default boolean promisesOneState() {
    return false;
  }

  /**
   * Whether work started now on the calling thread would join a transaction of the host, whose end
   * Coffer does not control. The result may differ at another time and on another thread. Inside
   * work, use {@link UnitOfWork#joinsHost()}.
   */
  boolean joinsHost();

  /**
   * Whether work that writes would have no transaction to join, or one that its owner has declared
   * read-only.
   */
  default boolean isReadOnly() {
    return false;
  }

  /**
   * The same transactions without reads of replicas: for reads on which a write depends, and for
   * the database's clock.
   */
  default Transactions primary() {
    return this;
  }

  /**
   * The same transactions without a check that may refuse a write: for what must follow a write
   * that is committed already, whose repetition would be a second write.
   */
  default Transactions following() {
    return this;
  }

  /**
   * Whether a read started now on the calling thread may show an older state than the last commit
   * of another process, because a replica may answer it. Such a read leaves nothing in memory that
   * is used without a question to the database.
   */
  default boolean mayLag() {
    return false;
  }
}
