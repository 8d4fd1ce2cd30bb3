package dev.coffer.record;

import dev.coffer.api.DamagedRecordException;
import dev.coffer.cache.RecordCacheMode;
import dev.coffer.content.ContentEngine;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.Operation;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of a type: those on the heap, or else rows from the reader behind it, which it
 * binds, and leaves on the heap where that is safe. Thread-safe.
 *
 * <p>Of one node the heap answers alone, in a host's transaction too, as far as {@link
 * CachedStripes} trusts it: a key that any open transaction has written is read from the database.
 * With several nodes the database is asked for the state of the record, by its key.
 *
 * <p>In a host's transaction a read may see an old snapshot. With several nodes that does no harm,
 * for the state is compared anew each time; of one node such a read leaves nothing on the heap
 * unless each of the transaction's statements sees what was committed before it.
 */
final class HotReader {

  private final RecordCacheMode mode;
  private final NodeMemory memory;
  private final long database;
  private final RecordReader behind;
  private final DirectReader direct;
  private final ValueBytes values;
  private final ContentEngine contents;
  private final Dictionaries dictionaries;
  private final CachedClock clock;
  private final StatisticsRecorder statistics;

  HotReader(
      RecordCacheMode mode,
      NodeMemory memory,
      long database,
      RecordReader behind,
      DirectReader direct,
      ValueBytes values,
      ContentEngine contents,
      Dictionaries dictionaries,
      CachedClock clock,
      StatisticsRecorder statistics) {
    this.mode = mode;
    this.memory = memory;
    this.database = database;
    this.behind = behind;
    this.direct = direct;
    this.values = values;
    this.contents = contents;
    this.dictionaries = dictionaries;
    this.clock = clock;
    this.statistics = statistics;
  }

  /**
   * The record under a key; null if there is none.
   *
   * @param key is checked unless it is on the heap, where no other can be
   */
  <T> @Nullable Reading<T> read(
      Transactions transactions, String collection, String key, ValueType<T> type) {
    CachedRecord.Key name = new CachedRecord.Key(database, collection, key);
    HotRecord hot = trusted(name);
    if (hot != null && mode == RecordCacheMode.SINGLE_NODE) {
      transactions.requireOpen();
      if (clock.isAlive(hot.expiresAt(), transactions)) {
        return given(hot, name, type);
      }
    }
    KeyRules.checkKey(collection, key);
    long start = System.nanoTime();
    Reading<T> reading =
        hot != null && mode == RecordCacheMode.VALIDATED
            ? validated(hot, transactions, name, type)
            : loaded(transactions, name, type);
    statistics.timed(Operation.RECORD_READ, start);
    if (reading == null) {
      statistics.recordsMissed(1);
    }
    return reading;
  }

  /** The records under these keys, sorted; a key without a record is not in the answer. */
  <T> Map<String, Reading<T>> readAll(
      Transactions transactions, String collection, List<String> keys, ValueType<T> type) {
    Map<String, Reading<T>> found = new HashMap<>();
    List<String> others = new ArrayList<>(keys.size());
    for (String key : keys) {
      CachedRecord.Key name = new CachedRecord.Key(database, collection, key);
      HotRecord hot = mode == RecordCacheMode.SINGLE_NODE ? trusted(name) : null;
      if (hot == null || !clock.isAlive(hot.expiresAt(), transactions)) {
        others.add(key);
      } else {
        found.put(key, given(hot, name, type));
      }
    }
    if (others.isEmpty()) {
      transactions.requireOpen();
      return found;
    }
    long start = System.nanoTime();
    Map<String, RecordRow> rows = behind.findAll(transactions, collection, others);
    statistics.timed(Operation.RECORD_READ, start);
    statistics.recordsMissed(others.size() - rows.size());
    rows.forEach(
        (key, row) -> found.put(key, Reading.of(row, decode(transactions, collection, row, type))));
    return found;
  }

  /** The value of a row; should it be damaged, its content is noted to be healed. */
  <T> T decode(Transactions transactions, String collection, RecordRow row, ValueType<T> type) {
    try {
      return values.decode(collection, row, type, dictionaries.of(transactions, collection));
    } catch (DamagedRecordException e) {
      throw noted(e, transactions, row);
    }
  }

  private DamagedRecordException noted(
      DamagedRecordException e, Transactions transactions, RecordRow row) {
    Long contentId = row.contentId();
    if (contentId != null) {
      contents.suspect(transactions, contentId);
    }
    return e;
  }

  /** What the heap has of a key that no open transaction has written. */
  private @Nullable HotRecord trusted(CachedRecord.Key name) {
    return memory.isHeapTrusted(name) ? memory.heap().get(name) : null;
  }

  private <T> Reading<T> given(HotRecord hot, CachedRecord.Key name, ValueType<T> type) {
    Reading<T> reading = hot.as(name.collection(), type, values);
    if (hot.isUnbound()) {
      memory.heap().replace(name, hot, HotRecord.of(hot.row(), reading.value(), type, values));
    }
    statistics.recordsRead(CacheTier.HEAP, 1, hot.size());
    return reading;
  }

  private <T> @Nullable Reading<T> validated(
      HotRecord hot, Transactions transactions, CachedRecord.Key name, ValueType<T> type) {
    RecordStamp now = direct.stamp(transactions, name.collection(), name.key());
    if (now == null) {
      memory.heap().remove(name);
      return null;
    }
    return hot.row().stamp().equals(now)
        ? given(hot, name, type)
        : loaded(transactions, name, type);
  }

  private <T> @Nullable Reading<T> loaded(
      Transactions transactions, CachedRecord.Key name, ValueType<T> type) {
    CachedStripes.Stripe stripe = memory.stripe(name.collection(), name.key());
    if (mode == RecordCacheMode.OFF || !stripe.loadBegins()) {
      RecordRow row = behind.find(transactions, name.collection(), name.key());
      return row == null
          ? null
          : Reading.of(row, decode(transactions, name.collection(), row, type));
    }
    try {
      RecordRow row = behind.find(transactions, name.collection(), name.key());
      return row == null ? null : bound(transactions, name, row, type);
    } finally {
      stripe.loadEnded(
          () -> {
            memory.heap().remove(name);
            return true;
          });
    }
  }

  private <T> Reading<T> bound(
      Transactions transactions, CachedRecord.Key name, RecordRow row, ValueType<T> type) {
    if (!memory.heap().takes(HotRecord.weight(row)) || !seesWhatIsCommitted(transactions)) {
      return Reading.of(row, decode(transactions, name.collection(), row, type));
    }
    try {
      RecordRow opened =
          values.opened(name.collection(), row, dictionaries.of(transactions, name.collection()));
      T value = values.decode(name.collection(), opened, type);
      HotRecord hot = HotRecord.of(opened, value, type, values);
      memory.heap().put(name, hot, HotRecord.weight(row));
      return Reading.of(opened, value);
    } catch (DamagedRecordException e) {
      throw noted(e, transactions, row);
    }
  }

  private boolean seesWhatIsCommitted(Transactions transactions) {
    return mode == RecordCacheMode.VALIDATED
        || !transactions.joinsHost()
        || transactions.read(
            unit ->
                unit.connection().getTransactionIsolation()
                    == Connection.TRANSACTION_READ_COMMITTED);
  }
}
