package dev.coffer.tx;

import org.jspecify.annotations.Nullable;

/**
 * Where the stores get their transactions from: the host's, short ones of our own, or whichever the
 * moment asks for. Every {@link java.sql.SQLException} leaves as a {@link
 * dev.coffer.api.CofferException}: {@link dev.coffer.api.TransientCofferException} where a replay
 * would help.
 */
public interface Transactions {

  /**
   * Runs work that writes. In transactions of our own it is committed at the end and replayed, a
   * few times, on retryable errors.
   */
  <R extends @Nullable Object> R write(Work<R> work);

  /**
   * Runs work each of whose statements may be committed by itself, which saves the transaction
   * around them where the connection lets it. What fails half-way may leave something behind.
   */
  <R extends @Nullable Object> R writeApart(Work<R> work);

  /** Runs work that only reads. */
  <R extends @Nullable Object> R read(Work<R> work);

  /**
   * Does nothing while these transactions can be had, for what is answered without one.
   *
   * @throws dev.coffer.api.ClosedException if they cannot any more
   */
  void requireOpen();

  /**
   * Whether work that the calling thread began now would join a transaction of the host, whose end
   * is not known here. The answer may differ at another moment and in another thread; inside work,
   * ask {@link UnitOfWork#joinsHost()}.
   */
  boolean joinsHost();
}
