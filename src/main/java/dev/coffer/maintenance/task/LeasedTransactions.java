package dev.coffer.maintenance.task;

import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Transactions of which each one that writes first checks the lease of its run. */
record LeasedTransactions(Transactions own, Check check) implements Transactions {

  /** The check of the lease. */
  interface Check {
    void require(UnitOfWork unit, Duration atLeast) throws SQLException;
  }

  @Override
  public <R extends @Nullable Object> R write(Work<R> work) {
    return own.write(
        unit -> {
          check.require(unit, Duration.ZERO);
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
    return own.read(work);
  }

  @Override
  public void requireOpen() {
    own.requireOpen();
  }

  @Override
  public boolean joinsHost() {
    return own.joinsHost();
  }
}
