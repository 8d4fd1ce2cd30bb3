package dev.coffer.record.store;

import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.RowPage;
import dev.coffer.record.row.StampedKey;
import dev.coffer.record.write.CollectionWriter;
import dev.coffer.tx.Transactions;

/**
 * Deletes the records of ranges of a collection, some at a time. Between two transactions of
 * Coffer's own it holds only a key. As thread-safe as its transactions.
 */
final class RangeDeletion {
  private static final int AT_ONCE = 512;

  private final RecordPages pages;
  private final Transactions transactions;
  private final CollectionWriter writes;

  RangeDeletion(RecordPages pages, Transactions transactions, CollectionWriter writes) {
    this.pages = pages;
    this.transactions = transactions;
    this.writes = writes;
  }

  /** Deletes the records of a range, and returns the number of deleted records. */
  long delete(KeyRange range) {
    long deleted = 0;
    for (KeyRange rest = range; ; ) {
      // The keys are needed: memory must not answer for any of them while it is deleted.
      RowPage<StampedKey> page = pages.keys(transactions, writes.collection(), rest, AT_ONCE);
      deleted += writes.delete(page.rows().stream().map(StampedKey::key).toList());
      String last = page.last();
      if (last == null) {
        return deleted;
      }
      rest = rest.after(last);
    }
  }
}
