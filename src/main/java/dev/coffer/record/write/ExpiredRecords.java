package dev.coffer.record.write;

import dev.coffer.change.ChangeFeed;
import dev.coffer.host.RecordChange;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.record.row.DeleteStatements;
import dev.coffer.record.row.ExpiryRows;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Deletes expired records, inside a unit of work of Coffer's own. Thread-safe.
 *
 * <p>A record is judged while it is locked. A writer that revives it at the same moment either has
 * locked it before, and then it is left alone, or waits and then finds no row. A record that
 * another transaction has locked is left to a later run.
 */
public final class ExpiredRecords {
  private final RecordCache cache;
  private final ChangeFeed feed;

  ExpiredRecords(RecordCache cache, ChangeFeed feed) {
    this.cache = cache;
    this.feed = feed;
  }

  /**
   * The result of one batch.
   *
   * @param last the last row of the batch, after which the next one begins; null if there is none
   * @param records the number of deleted records
   * @param bytes the length of their inline frames
   */
  public record Batch(ExpiryRows.@Nullable Due last, long records, long bytes) {}

  /**
   * Looks at the next records that are due within a time, and deletes the expired ones.
   *
   * @param after the last row of the batch before; null for the first batch
   * @param until the last moment, inclusive
   * @param limit the maximum number of records to look at
   */
  public Batch delete(
      UnitOfWork unit, ExpiryRows.@Nullable Due after, LocalDateTime until, int limit)
      throws SQLException {
    List<ExpiryRows.Due> due = ExpiryRows.due(unit, after, until, limit);
    Map<String, List<String>> keys = new TreeMap<>();
    due.forEach(
        each -> keys.computeIfAbsent(each.collection(), name -> new ArrayList<>()).add(each.key()));
    Totals totals = new Totals();
    for (Map.Entry<String, List<String>> each : keys.entrySet()) {
      each.getValue().sort(Utf8Order.COMPARATOR);
      delete(unit, each.getKey(), each.getValue(), totals);
    }
    ExpiryRows.Due last = due.size() < limit ? null : due.get(due.size() - 1);
    return new Batch(last, totals.records, totals.bytes);
  }

  /** The amounts of one batch. */
  private static final class Totals {
    private long records;
    private long bytes;
  }

  private void delete(UnitOfWork unit, String collection, List<String> keys, Totals totals)
      throws SQLException {
    Map<String, ExpiryRows.State> locked = ExpiryRows.lock(unit, collection, keys);
    List<String> expired = new ArrayList<>();
    List<String> later = new ArrayList<>();
    List<String> never = new ArrayList<>();
    List<RecordChange> deletions = new ArrayList<>();
    for (String key : keys) {
      ExpiryRows.State state = locked.get(key);
      if (state == null) {
        continue;
      }
      if (state.expired()) {
        expired.add(key);
        deletions.add(new RecordChange(collection, key, state.version(), 0));
        totals.records++;
        totals.bytes += state.bytes();
      } else {
        (state.expires() ? later : never).add(key);
      }
    }
    ExpiryRows.postpone(unit, collection, later);
    ExpiryRows.delete(unit, collection, never);
    if (!expired.isEmpty()) {
      cache.beforeDelete(unit, collection, expired);
      DeleteStatements.deleteExpired(unit, collection, expired);
      feed.recordsExpired(unit, collection, deletions);
    }
  }
}
