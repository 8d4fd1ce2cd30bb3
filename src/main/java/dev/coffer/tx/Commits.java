package dev.coffer.tx;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The number of transactions of this process that may have written, so that a reader can tell
 * whether there was one since. Thread-safe.
 *
 * <p>A transaction is counted at its end before any other action there. So a reader that sees an
 * effect of the transaction in memory also sees that it was counted. A rollback is counted too,
 * because a commit whose answer was lost looks like one.
 */
public final class Commits {

  private final AtomicLong count = new AtomicLong();

  /** The number of transactions that have ended. */
  public long count() {
    return count.get();
  }

  /** Counts one more, for an event that has the same meaning for readers as a commit. */
  public void add() {
    count.incrementAndGet();
  }

  /** The same work, whose transaction is counted at its end. */
  <R extends @Nullable Object> Work<R> counted(Work<R> work) {
    return unit -> {
      unit.afterCompletion(this::add);
      return work.run(unit);
    };
  }

  /** The same transactions, which are counted if they write. */
  public Transactions counted(Transactions transactions) {
    return new CountedTransactions(transactions, this);
  }
}
