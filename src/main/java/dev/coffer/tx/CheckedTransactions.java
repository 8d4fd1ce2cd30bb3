package dev.coffer.tx;

import dev.coffer.dialect.Dialect;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that write only after a check in the same transaction. As thread-safe as the given
 * ones.
 *
 * @param given the transactions
 * @param check throws an exception if nothing may be written
 * @param guarded the dialect of statements that contain the check, and then write and return
 *     nothing; null if there are none
 */
public record CheckedTransactions(Transactions given, Check check, @Nullable Dialect guarded)
    implements Transactions {

  public CheckedTransactions(Transactions given, Check check) {
    this(given, check, null);
  }

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

  /**
   * {@inheritDoc} Without statements that contain the check, the check and the work are in one
   * transaction.
   */
  @Override
  public <R extends @Nullable Object> R writeApart(Work<R> work) {
    Dialect dialect = guarded;
    return dialect == null
        ? write(work)
        : given.writeApart(unit -> work.run(guarded(unit, dialect)));
  }

  private static GuardedUnit guarded(UnitOfWork unit, Dialect dialect) {
    boolean alone = unit.dialect() == unit.dialect().alone();
    return new GuardedUnit(unit, alone ? dialect.alone() : dialect);
  }

  @Override
  public <R extends @Nullable Object> R read(Work<R> work) {
    return given.read(work);
  }

  @Override
  public Transactions following() {
    return given.following();
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
