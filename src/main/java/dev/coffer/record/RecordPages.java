package dev.coffer.record;

import dev.coffer.stats.Operation;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.util.List;

/** Pages of collections in key order, each read by a query of its own. Thread-safe. */
final class RecordPages {

  private final DirectReader database;
  private final RecordSettings settings;
  private final StatisticsRecorder statistics;

  RecordPages(DirectReader database, RecordSettings settings, StatisticsRecorder statistics) {
    this.database = database;
    this.settings = settings;
    this.statistics = statistics;
  }

  /** The number of records that a scan reads at once, at most. */
  int size() {
    return settings.pageSize();
  }

  /** The first records of a range: at most this many, and fewer where the values are large. */
  RowPage read(Transactions transactions, String collection, KeyRange range, int limit) {
    if (range.isEmpty()) {
      return new RowPage(List.of(), null);
    }
    int rows = Math.min(limit, settings.largestPage());
    long start = System.nanoTime();
    RowPage page = database.page(transactions, collection, range, rows, settings.pageBytes());
    statistics.timed(Operation.RECORD_SCAN_PAGE, start);
    return page;
  }
}
