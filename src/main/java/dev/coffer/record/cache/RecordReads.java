package dev.coffer.record.cache;

import dev.coffer.api.DamagedRecordException;
import dev.coffer.api.DictionaryUnavailableException;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.key.KeyRules;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.record.value.ValueType;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.Operation;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reads of records by their keys: from the heap, else from the second-level cache, else from
 * the database. Thread-safe.
 *
 * <p>With {@link RecordCacheMode#SINGLE_NODE} memory answers without the database, for keys that no
 * open transaction has written and records that have certainly not expired. With {@link
 * RecordCacheMode#VALIDATED} memory has the value, and the database is asked for the state of the
 * record, by its key; a state that differs costs one more statement. With {@link
 * RecordCacheMode#OFF} the database alone answers.
 *
 * <p>With {@link RecordCacheMode#BOUNDED} the heap answers as with SINGLE_NODE for as long as the
 * set age, counted from the begin of the last query that showed the state. Only queries outside of
 * a host's transaction count, because a transaction may see an old snapshot. After that age, and in
 * a host's transaction, it is VALIDATED.
 *
 * <p>If the isolation level of a transaction promises one state, the database answers all its
 * reads. In a host's transaction a read may see an old snapshot. With several nodes that does no
 * harm, because the state is compared at each read. With one node such a read leaves a value on the
 * heap only if each statement of the transaction sees what was committed before it. Rows of the
 * second-level cache are neither given to nor taken from a host's transaction.
 *
 * <p>Memory answers before a replica as it does before the database. A row of a replica is not left
 * in the second-level cache, and on the heap only with {@link RecordCacheMode#VALIDATED}.
 *
 * <p>A read of many keys is answered from memory as far as that is possible without the database,
 * and leaves nothing there: a sweep over a collection does not replace what is read often. It gives
 * up the second-level cache if that lacks most of the keys. The values of many rows are
 * decompressed by other cores while the caller's thread binds them.
 */
public final class RecordReads {

  private final RecordCacheMode mode;
  private final RecordCache cache;
  private final NodeMemory memory;
  private final DatabaseReader database;
  private final ValueBytes values;
  private final ContentEngine contents;
  private final Dictionaries dictionaries;
  private final HeapTrust trust;
  private final CachedBatches cachedBatches;
  private final CachedClock clock = new CachedClock();
  private final StatisticsRecorder statistics;

  public RecordReads(
      RecordCache cache,
      DatabaseReader database,
      ValueBytes values,
      ContentEngine contents,
      Dictionaries dictionaries,
      StatisticsRecorder statistics) {
    this.mode = cache.mode();
    this.cache = cache;
    this.memory = cache.memory();
    this.trust = new HeapTrust(cache, clock);
    this.cachedBatches = new CachedBatches(cache, clock, statistics);
    this.database = database;
    this.values = values;
    this.contents = contents;
    this.dictionaries = dictionaries;
    this.statistics = statistics;
  }

  /**
   * The record of a key; null if there is none.
   *
   * @param key checked unless it is on the heap, which holds no invalid key
   */
  public <T> @Nullable Reading<T> read(
      Transactions transactions, String collection, String key, ValueType<T> type) {
    CachedRecord.Key name = cache.key(collection, key);
    HeapEntry entry = mode == RecordCacheMode.OFF ? null : cache.onHeap(name);
    if (entry != null && trust.answersAlone(entry, transactions)) {
      return fromHeap(entry, name, type);
    }
    KeyRules.checkKey(collection, key);
    long start = System.nanoTime();
    Reading<T> reading =
        entry != null && mode != RecordCacheMode.SINGLE_NODE
            ? validated(entry, transactions, name, type, start)
            : loaded(transactions, name, type, null, start);
    statistics.timed(Operation.RECORD_READ, start);
    if (reading == null) {
      statistics.recordsMissed(1);
    }
    return reading;
  }

  private <T> @Nullable Reading<T> validated(
      HeapEntry entry,
      Transactions transactions,
      CachedRecord.Key name,
      ValueType<T> type,
      long start) {
    RecordStamp now = database.stamp(transactions, name.collection(), name.key());
    if (now == null) {
      memory.heap().remove(name);
      return null;
    }
    if (!entry.row().stamp().equals(now)) {
      entry.checkedAt(0);
      return loaded(transactions, name, type, now, start);
    }
    if (trust.showsPresent(transactions)) {
      entry.checkedAt(start);
    }
    return fromHeap(entry, name, type);
  }

  private <T> Reading<T> fromHeap(HeapEntry entry, CachedRecord.Key name, ValueType<T> type) {
    Reading<T> reading = entry.as(name.collection(), type, values);
    if (entry.isUnbound()) {
      HeapEntry bound = HeapEntry.of(entry.row(), reading.value(), type, values);
      memory.heap().replace(name, entry, bound.checkedAt(entry.checkedAt()));
    }
    statistics.recordsRead(CacheTier.HEAP, 1, entry.size());
    return reading;
  }

  /**
   * Reads a record from the second-level cache or the database, and leaves it in memory unless a
   * write is under way.
   *
   * @param known the stamp that the database has just shown; null if it was not queried
   * @param start when the first query of this read began
   */
  private <T> @Nullable Reading<T> loaded(
      Transactions transactions,
      CachedRecord.Key name,
      ValueType<T> type,
      @Nullable RecordStamp known,
      long start) {
    WriteFences.Stripe stripe = memory.stripe(name.collection(), name.key());
    if (mode == RecordCacheMode.OFF || !stripe.loadBegins()) {
      RecordRow row = database.find(transactions, name.collection(), name.key());
      return row == null ? null : bound(transactions, name.collection(), row, type);
    }
    try {
      RecordRow row =
          transactions.mayLag()
              ? database.find(transactions, name.collection(), name.key())
              : row(transactions, name, known);
      return row == null
          ? null
          : kept(transactions, name, decodable(transactions, name.collection(), row), type, start);
    } finally {
      stripe.loadEnded(() -> cache.forgetLoaded(name));
    }
  }

  private @Nullable RecordRow row(
      Transactions transactions, CachedRecord.Key name, @Nullable RecordStamp known) {
    CachedRows rows = transactions.joinsHost() ? null : cache.rows();
    if (rows == null) {
      return database.find(transactions, name.collection(), name.key());
    }
    RecordRow cached = cached(rows, transactions, name.collection(), name.key());
    if (cached != null) {
      if (mode == RecordCacheMode.SINGLE_NODE) {
        if (clock.isAlive(cached.expiresAt(), transactions)) {
          return counted(cached);
        }
      } else {
        RecordStamp now =
            known != null ? known : database.stamp(transactions, name.collection(), name.key());
        if (cached.stamp().equals(now)) {
          return counted(cached);
        }
        if (now == null) {
          rows.forget(name.collection(), name.key());
          return null;
        }
      }
    }
    RecordRow row = database.find(transactions, name.collection(), name.key());
    if (row != null) {
      rows.keep(name.collection(), row);
    }
    return row;
  }

  /**
   * The cached row of a key; null if the cache lacks it. A frame whose dictionary was deleted is
   * removed from the cache: the database has a frame of the same value without it.
   */
  private @Nullable RecordRow cached(
      CachedRows rows, Transactions transactions, String collection, String key) {
    RecordRow row = rows.find(transactions, collection, key);
    if (row != null && needsDeletedDictionary(transactions, collection, row)) {
      rows.forget(collection, key);
      return null;
    }
    return row;
  }

  private boolean needsDeletedDictionary(
      Transactions transactions, String collection, RecordRow row) {
    String id = row.bytes().dictionary();
    return id != null && !dictionaries.isAvailable(transactions, collection, id);
  }

  /**
   * The row, or the present one of its key if the dictionary of its frame was deleted after the row
   * was read. The record may have changed since.
   */
  private RecordRow decodable(Transactions transactions, String collection, RecordRow row) {
    if (!needsDeletedDictionary(transactions, collection, row)) {
      return row;
    }
    RecordRow present = database.find(transactions, collection, row.key());
    return present == null ? row : present;
  }

  private RecordRow counted(RecordRow row) {
    statistics.recordsRead(CacheTier.SECOND_LEVEL, 1, row.size());
    return row;
  }

  /**
   * Decodes the value of a row, and leaves it on the heap if that is safe.
   *
   * @param start when the first query of this read began
   */
  private <T> Reading<T> kept(
      Transactions transactions,
      CachedRecord.Key name,
      RecordRow row,
      ValueType<T> type,
      long start) {
    if (!memory.heap().fits(HeapEntry.weight(row)) || !trust.admits(transactions, name, row)) {
      return bound(transactions, name.collection(), row, type);
    }
    try {
      RecordRow opened =
          values.opened(name.collection(), row, dictionaries.of(transactions, name.collection()));
      T value = values.decode(name.collection(), opened, type);
      long checked = trust.showsPresent(transactions) ? start : 0;
      HeapEntry entry = HeapEntry.of(opened, value, type, values).checkedAt(checked);
      memory.heap().put(name, entry, entry.weight());
      return Reading.of(opened, value);
    } catch (DamagedRecordException e) {
      if (transactions.mayLag()) {
        return bound(transactions, name.collection(), row, type);
      }
      throw noteDamage(e, transactions, row);
    }
  }

  /**
   * The time that remains until a moment by the database's clock, at least zero. It can be too
   * short by a small part of the time since the clock was last queried, at most a minute ago.
   */
  public Duration remaining(Instant moment, Transactions transactions) {
    Duration remaining = Duration.between(clock.latest(transactions), moment);
    return remaining.isNegative() ? Duration.ZERO : remaining;
  }

  /** The records of these keys; a key without a record is absent from the result. */
  public <T> Map<String, Reading<T>> readAll(
      Transactions transactions, String collection, List<String> keys, ValueType<T> type) {
    Map<String, Reading<T>> found = new HashMap<>();
    List<String> others = notOnHeap(transactions, collection, keys, type, found);
    if (others.isEmpty()) {
      transactions.requireOpen();
      return found;
    }
    long start = System.nanoTime();
    Map<String, RecordRow> rows = new HashMap<>();
    List<String> missing = cachedBatches.missing(transactions, collection, others, rows);
    List<RecordRow> read =
        missing.isEmpty() ? List.of() : database.findAll(transactions, collection, missing);
    statistics.timed(Operation.RECORD_READ, start);
    statistics.recordsMissed(others.size() - rows.size() - read.size());
    List<RecordRow> all = new ArrayList<>(rows.values());
    all.addAll(read);
    decoded(collection, all)
        .forEach(row -> found.put(row.key(), bound(transactions, collection, row, type)));
    return found;
  }

  private <T> List<String> notOnHeap(
      Transactions transactions,
      String collection,
      List<String> keys,
      ValueType<T> type,
      Map<String, Reading<T>> found) {
    if (mode == RecordCacheMode.VALIDATED || mode == RecordCacheMode.OFF) {
      return keys;
    }
    List<String> others = new ArrayList<>(keys.size());
    for (String key : keys) {
      CachedRecord.Key name = cache.key(collection, key);
      HeapEntry entry = cache.onHeap(name);
      if (entry == null || !trust.answersAlone(entry, transactions)) {
        others.add(key);
      } else {
        found.put(key, fromHeap(entry, name, type));
      }
    }
    return others;
  }

  /**
   * The same rows, to be read in order for {@link #bound}. A row whose state is on the heap has raw
   * bytes, perhaps in an older form of its type. Some others are decompressed meanwhile.
   */
  public List<RecordRow> decoded(String collection, List<RecordRow> rows) {
    return DecodingAhead.of(
        mode == RecordCacheMode.OFF || memory.heap().isEmpty()
            ? rows
            : rows.stream().map(row -> openedOnHeap(collection, row)).toList(),
        dictionaries.loaded(collection));
  }

  private RecordRow openedOnHeap(String collection, RecordRow row) {
    HeapEntry entry = memory.heap().peek(cache.key(collection, row.key()));
    if (entry == null) {
      return row;
    }
    if (entry.row().stamp().equals(row.stamp())) {
      return entry.row();
    }
    // The caller gets another state, so no later read may get this one without a query.
    entry.checkedAt(0);
    return row;
  }

  /**
   * Decodes the value of a row. If the value is a damaged content, the damage is noted for repair.
   * The reading has the present row of the key if the dictionary of the given one was deleted, or
   * if a replica has damaged bytes.
   */
  public <T> Reading<T> bound(
      Transactions transactions, String collection, RecordRow row, ValueType<T> type) {
    try {
      return bind(transactions, collection, row, type);
    } catch (DictionaryUnavailableException | DamagedRecordException e) {
      if (e instanceof DamagedRecordException && !transactions.mayLag()) {
        throw e;
      }
      CachedRows rows = cache.rows();
      if (rows != null) {
        rows.forget(collection, row.key());
      }
      RecordRow present = database.find(transactions.primary(), collection, row.key());
      if (present == null) {
        throw e;
      }
      return bind(transactions.primary(), collection, present, type);
    }
  }

  private <T> Reading<T> bind(
      Transactions transactions, String collection, RecordRow row, ValueType<T> type) {
    try {
      return Reading.of(
          row, values.decode(collection, row, type, dictionaries.of(transactions, collection)));
    } catch (DamagedRecordException e) {
      throw noteDamage(e, transactions, row);
    }
  }

  private DamagedRecordException noteDamage(
      DamagedRecordException e, Transactions transactions, RecordRow row) {
    Long contentId = row.contentId();
    if (contentId != null) {
      contents.noteDamaged(transactions, contentId);
    }
    return e;
  }
}
