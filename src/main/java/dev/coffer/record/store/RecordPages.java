package dev.coffer.record.store;

import dev.coffer.record.RecordSettings;
import dev.coffer.record.cache.DatabaseReader;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.row.RowPage;
import dev.coffer.stats.Operation;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.util.List;

/** The pages of collections in key order. Each page is read by a query of its own. Thread-safe. */
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
