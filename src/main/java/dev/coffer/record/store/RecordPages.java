package dev.coffer.record.store;

import dev.coffer.record.RecordSettings;
import dev.coffer.record.cache.DatabaseReader;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.RowPage;
import dev.coffer.stats.Operation;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.util.List;

/** Pages of collections in key order, each read by a query of its own. Thread-safe. */
final class RecordPages {

  /** The memory that a row takes at least, in bytes. */
  private static final int SMALLEST_ROW = 512;

  private final DatabaseReader database;
  private final RecordSettings settings;
  private final StatisticsRecorder statistics;

  RecordPages(DatabaseReader database, RecordSettings settings, StatisticsRecorder statistics) {
    this.database = database;
    this.settings = settings;
    this.statistics = statistics;
  }

  /** The number of records that a scan reads at once, at most. */
  int size() {
    return settings.pageSize();
  }

  /** The number of rows whose inline frames take the bytes of a page at most. */
  private int largest() {
    return Math.max(1, settings.pageBytes() / Math.max(settings.inlineLimit(), SMALLEST_ROW));
  }

  /** The first records of a range: at most this many, and fewer where the values are large. */
  RowPage read(Transactions transactions, String collection, KeyRange range, int limit) {
    if (range.isEmpty()) {
      return new RowPage(List.of(), null);
    }
    int rows = Math.min(limit, largest());
    long start = System.nanoTime();
    RowPage page = database.page(transactions, collection, range, rows, settings.pageBytes());
    statistics.timed(Operation.RECORD_SCAN_PAGE, start);
    return page;
  }
}
