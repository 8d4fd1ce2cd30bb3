package dev.coffer.record.cache;

import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.row.RecordRow;
import dev.coffer.tx.Transactions;
import java.sql.Connection;

/** The rule whether a row that was read may be left on the heap. Thread-safe. */
final class HeapAdmission {

  private final RecordCacheMode mode;
  private final NodeMemory memory;

  HeapAdmission(RecordCacheMode mode, NodeMemory memory) {
    this.mode = mode;
    this.memory = memory;
  }

  /**
   * Whether a row may be left there. A row of a replica may be old. So it may only be left if every
   * reader asks for the state of the record, and if the heap has no newer row.
   */
  boolean admits(Transactions transactions, CachedRecord.Key name, RecordRow row) {
    if (!transactions.mayLag()) {
      return seesCommittedState(transactions);
    }
    HeapEntry kept = memory.heap().peek(name);
    return mode == RecordCacheMode.VALIDATED
        && !memory.answersAlone()
        && (kept == null || kept.row().version() < row.version());
  }

  private boolean seesCommittedState(Transactions transactions) {
    return mode == RecordCacheMode.VALIDATED
        || !transactions.joinsHost()
        || transactions.read(
            unit ->
                unit.connection().getTransactionIsolation()
                    == Connection.TRANSACTION_READ_COMMITTED);
  }
}
