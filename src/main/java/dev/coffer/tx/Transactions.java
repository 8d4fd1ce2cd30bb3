package dev.coffer.tx;

import org.jspecify.annotations.Nullable;

/**
 * Where the stores get their transactions from: the host's, or short ones of our own. Every {@link
 * java.sql.SQLException} leaves as a {@link dev.coffer.api.CofferException}: {@link
 * dev.coffer.api.TransientCofferException} where a replay would help.
 */
public interface Transactions {

  /**
   * Runs work that writes. In transactions of our own it is committed at the end and replayed, a
   * few times, on retryable errors.
   */
  <R extends @Nullable Object> R write(Work<R> work);

  /** Runs work that only reads. */
  <R extends @Nullable Object> R read(Work<R> work);

  /** Whether work joins a transaction of the host, whose end is not known here. */
  boolean joinsHost();
}
