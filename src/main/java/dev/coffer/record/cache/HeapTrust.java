package dev.coffer.record.cache;

import dev.coffer.record.row.RecordRow;
import dev.coffer.tx.Transactions;
import java.sql.Connection;

/**
 * The rules of how far values on the heap are trusted: whether one may be returned without a query
 * of the database, and whether a row that was read may be left there. Thread-safe.
 */
final class HeapTrust {

  private final RecordCache cache;
  private final NodeMemory memory;
  private final CachedClock clock;
  private final long maxAgeNanos;

  HeapTrust(RecordCache cache, CachedClock clock) {
    this.cache = cache;
    this.memory = cache.memory();
    this.clock = clock;
    this.maxAgeNanos = cache.maxAge().toNanos();
  }

  /**
   * Whether an entry may be returned without a query of the database.
   *
   * @throws dev.coffer.api.ClosedException if the transactions are closed
   */
  boolean answersAlone(HeapEntry entry, Transactions transactions) {
    boolean trusted =
        switch (cache.mode()) {
          case SINGLE_NODE -> !transactions.promisesOneState();
          case BOUNDED ->
              entry.checkedAt() != 0
                  && System.nanoTime() - entry.checkedAt() < maxAgeNanos
                  && showsPresent(transactions);
          case VALIDATED, OFF -> false;
        };
    if (!trusted) {
      return false;
    }
    transactions.requireOpen();
    return clock.isAlive(entry.expiresAt(), transactions);
  }

  /** Whether a query certainly shows what is committed when it begins. */
  boolean showsPresent(Transactions transactions) {
    return !transactions.joinsHost() && !transactions.mayLag() && !transactions.promisesOneState();
  }

  /**
   * Whether a row that was read may be left on the heap. A row of a replica, and one that a host's
   * transaction sees in a snapshot, may be old. It may be left only if every reader asks for the
   * state of the record, and a row of a replica only if the heap has no newer one.
   */
  boolean admits(Transactions transactions, CachedRecord.Key name, RecordRow row) {
    if (transactions.mayLag()) {
      HeapEntry kept = memory.heap().peek(name);
      return !memory.answersAlone() && (kept == null || kept.row().version() < row.version());
    }
    return !memory.answersAlone()
        || !transactions.joinsHost()
        || transactions.read(
            unit ->
                unit.connection().getTransactionIsolation()
                    == Connection.TRANSACTION_READ_COMMITTED);
  }
}
