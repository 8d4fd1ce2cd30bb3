package dev.coffer.tx;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that write only after a check in the same transaction. As thread-safe as the given
 * ones.
 *
 * @param given the transactions
 * @param check throws an exception if nothing may be written
 */
public record CheckedTransactions(Transactions given, Check check) implements Transactions {

  /** A check at the begin of a transaction that writes. */
  @FunctionalInterface
  public interface Check {
    void run(UnitOfWork unit) throws SQLException;
  }

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    return given.write(
        unit -> {
          check.run(unit);
          return work.run(unit);
        });
  }

  /** The same as {@link #write}: the check and the work must be in one transaction. */
  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    return write(work);
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return given.read(work);
  }

  @Override
  public void requireOpen() {
    given.requireOpen();
  }

  @Override
  public boolean joinsHost() {
    return given.joinsHost();
  }
}
