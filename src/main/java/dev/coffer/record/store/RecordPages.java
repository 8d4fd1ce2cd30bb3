package dev.coffer.record.store;

import dev.coffer.record.RecordSettings;
import dev.coffer.record.cache.DatabaseReader;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.RangeQueries;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RowPage;
import dev.coffer.record.row.StampedKey;
import dev.coffer.stats.Operation;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pages of ranges in their direction. Each page is read by a query of its own. Thread-safe. */
final class RecordPages {

  /** The smallest size of a row in memory, in bytes. */
  private static final int SMALLEST_ROW = 512;

  private final DatabaseReader database;
  private final RecordSettings settings;
  private final StatisticsRecorder statistics;

  RecordPages(DatabaseReader database, RecordSettings settings, StatisticsRecorder statistics) {
    this.database = database;
    this.settings = settings;
    this.statistics = statistics;
  }

  /** The largest number of records that a scan reads at once. */
  int size() {
    return settings.pageSize();
  }

  /** The largest number of rows whose inline frames fit into the bytes of a page. */
  private int largest() {
    return Math.max(1, settings.pageBytes() / Math.max(settings.inlineLimit(), SMALLEST_ROW));
  }

  /** The first records of a range: at most this many, and fewer if the values are large. */
  RowPage<RecordRow> read(Transactions transactions, String collection, KeyRange range, int limit) {
    if (range.isEmpty()) {
      return new RowPage<>(List.of(), null);
    }
    int rows = Math.min(limit, largest());
    return timed(() -> database.page(transactions, collection, range, rows, settings.pageBytes()));
  }

  /** The first keys of a range, at most this many, with the metadata of their records. */
  RowPage<StampedKey> keys(
      Transactions transactions, String collection, KeyRange range, int limit) {
    return range.isEmpty()
        ? new RowPage<>(List.of(), null)
        : timed(() -> database.keys(transactions, collection, range, limit));
  }

  /** The first record of a range; null if there is none. */
  @Nullable RecordRow first(Transactions transactions, String collection, KeyRange range) {
    return range.isEmpty() ? null : timed(() -> database.first(transactions, collection, range));
  }

  long count(Transactions transactions, String collection, KeyRange range) {
    return range.isEmpty()
        ? 0
        : transactions.read(unit -> RangeQueries.count(unit, collection, range));
  }

  private <R extends @Nullable Object> R timed(Supplier<R> page) {
    long start = System.nanoTime();
    R read = page.get();
    statistics.timed(Operation.RECORD_SCAN_PAGE, start);
    return read;
  }
}
