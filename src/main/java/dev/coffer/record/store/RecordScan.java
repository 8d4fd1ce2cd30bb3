package dev.coffer.record.store;

import dev.coffer.record.StoredValue;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RowPage;
import dev.coffer.tx.Transactions;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the records of a collection in key order. Each page is a query of its own that
 * begins after the last key of the page before, so between two pages the scan holds only that key.
 * As thread-safe as its transactions.
 */
final class RecordScan<T, K> {
  private final RecordPages pages;
  private final Transactions transactions;
  private final String collection;
  private final Function<RecordRow, StoredValue<T, K>> binding;

  RecordScan(
      RecordPages pages,
      Transactions transactions,
      String collection,
      Function<RecordRow, StoredValue<T, K>> binding) {
    this.pages = pages;
    this.transactions = transactions;
    this.collection = collection;
    this.binding = binding;
  }

  RowPage page(KeyRange range, int limit) {
    return pages.read(transactions, collection, range, limit);
  }

  /** A stream that reads the next page after it has returned the records of the page before. */
  Stream<StoredValue<T, K>> stream(KeyRange range) {
    Walk walk = new Walk(range);
    return StreamSupport.stream(walk, false).onClose(walk::end);
  }

  private final class Walk extends Spliterators.AbstractSpliterator<StoredValue<T, K>> {
    private @Nullable KeyRange rest;
    private Iterator<RecordRow> rows = List.<RecordRow>of().iterator();

    Walk(KeyRange range) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
      this.rest = range;
    }

    @Override
    public boolean tryAdvance(Consumer<? super StoredValue<T, K>> action) {
      while (!rows.hasNext()) {
        KeyRange next = rest;
        if (next == null) {
          return false;
        }
        RowPage page = page(next, pages.size());
        String last = page.last();
        rest = last == null ? null : next.after(last);
        rows = page.rows().iterator();
      }
      action.accept(binding.apply(rows.next()));
      return true;
    }

    void end() {
      rest = null;
      rows = List.<RecordRow>of().iterator();
    }
  }
}
