package dev.coffer.record.cache;

import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.row.RecordRow;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The reads of many keys from the second-level cache. Thread-safe. */
final class CachedBatches {

  /**
   * The number of misses in the second-level cache, beyond the number of hits, after which a read
   * of many keys asks only the database. A lookup takes longer than one more row of its answer.
   */
  private static final int MOST_MISSES = 8;

  private final RecordCache cache;
  private final CachedClock clock;
  private final StatisticsRecorder statistics;

  CachedBatches(RecordCache cache, CachedClock clock, StatisticsRecorder statistics) {
    this.cache = cache;
    this.clock = clock;
    this.statistics = statistics;
  }

  /**
   * Finds rows that may be returned without a query of the database.
   *
   * @return the keys that were not found
   */
  List<String> missing(
      Transactions transactions,
      String collection,
      List<String> keys,
      Map<String, RecordRow> found) {
    CachedRows rows = cache.rows();
    if (rows == null || cache.mode() != RecordCacheMode.SINGLE_NODE || transactions.joinsHost()) {
      return keys;
    }
    List<String> trusted = new ArrayList<>(keys.size());
    for (String key : keys) {
      if (cache.memory().stripe(collection, key).isTrusted()) {
        trusted.add(key);
      }
    }
    rows.find(transactions, collection, trusted, MOST_MISSES)
        .forEach(
            (key, row) -> {
              if (clock.isAlive(row.expiresAt(), transactions)) {
                statistics.recordsRead(CacheTier.SECOND_LEVEL, 1, row.size());
                found.put(key, row);
              }
            });
    List<String> others = new ArrayList<>(keys.size() - found.size());
    for (String key : keys) {
      if (!found.containsKey(key)) {
        others.add(key);
      }
    }
    return others;
  }
}
