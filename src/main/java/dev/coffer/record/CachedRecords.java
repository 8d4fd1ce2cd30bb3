package dev.coffer.record;

import dev.coffer.cache.RecordCacheMode;
import dev.coffer.stats.CacheTier;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records through Hibernate's second-level cache, where there is one, outside transactions of
 * a host. Thread-safe.
 *
 * <p>Of one node, memory answers alone, as far as {@link CachedStripes} trusts it and the record
 * has certainly not expired. With several nodes the database is asked for the state of the record,
 * by its key, and memory has the bytes. A batch is answered from memory as far as that can be, but
 * leaves nothing there, so that a sweep over a collection does not drive out what is read often.
 */
final class CachedRecords implements RecordReader {

  private final RecordCacheMode mode;
  private final NodeMemory memory;
  private final @Nullable CachedRows rows;
  private final long database;
  private final DirectReader direct;
  private final CachedClock clock;
  private final StatisticsRecorder statistics;

  /**
   * The records of a database.
   *
   * @param rows its rows in the second-level cache; null where there is none
   * @param database what tells it from others that share the memory
   */
  CachedRecords(
      RecordCacheMode mode,
      NodeMemory memory,
      @Nullable CachedRows rows,
      long database,
      DirectReader direct,
      CachedClock clock,
      StatisticsRecorder statistics) {
    this.mode = mode;
    this.memory = memory;
    this.rows = rows;
    this.database = database;
    this.direct = direct;
    this.clock = clock;
    this.statistics = statistics;
    if (rows != null) {
      memory.keepsRows(rows);
    }
    if (mode == RecordCacheMode.SINGLE_NODE) {
      memory.trustRows();
    }
  }

  @Override
  public @Nullable RecordRow find(Transactions transactions, String collection, String key) {
    CachedRows cached = rows;
    if (cached == null || mode == RecordCacheMode.OFF || transactions.joinsHost()) {
      return direct.find(transactions, collection, key);
    }
    return mode == RecordCacheMode.VALIDATED
        ? validated(cached, transactions, collection, key)
        : trusted(cached, transactions, collection, key);
  }

  @Override
  public Map<String, RecordRow> findAll(
      Transactions transactions, String collection, List<String> keys) {
    CachedRows cached = rows;
    if (cached == null || mode != RecordCacheMode.SINGLE_NODE || transactions.joinsHost()) {
      return direct.findAll(transactions, collection, keys);
    }
    Map<String, RecordRow> found = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (String key : keys) {
      RecordRow hit = hit(cached, transactions, collection, key);
      if (hit == null) {
        missing.add(key);
      } else {
        found.put(key, hit);
      }
    }
    if (!missing.isEmpty()) {
      found.putAll(direct.findAll(transactions, collection, missing));
    }
    return found;
  }

  /**
   * Whether memory alone knows that there is a record under the draft's key, and that it holds
   * another value; false where that is not certain.
   */
  boolean holdsAnother(String collection, Draft draft) {
    CachedRecord.Key name = new CachedRecord.Key(database, collection, draft.key());
    if (mode != RecordCacheMode.SINGLE_NODE || !memory.isHeapTrusted(name)) {
      return false;
    }
    HotRecord hot = memory.heap().get(name);
    return hot != null
        && hot.row().expiresAt() == null
        && hot.row().contentId() == null
        && !draft.isValueOf(hot.row());
  }

  /**
   * To be called inside the transaction before each write of these keys. From now until the
   * transaction ended neither does memory answer for the keys, nor does a read that began before
   * that end leave anything in it. Work that is replayed calls it again with another unit.
   *
   * <p>In every mode: another Coffer on the same database may trust memory. Where none does, rows
   * of the second-level cache stay, and are found to be of the past.
   */
  void beforeWrite(UnitOfWork unit, String collection, List<String> keys) {
    List<String> written = List.copyOf(keys);
    unit.writes(WriteTarget.put(collection, written));
    memory.bar(unit, collection, written, false);
  }

  /** The same before a delete: no bytes of what is deleted stay in memory, whoever would ask. */
  void beforeDelete(UnitOfWork unit, String collection, List<String> keys) {
    List<String> deleted = List.copyOf(keys);
    unit.writes(WriteTarget.delete(collection, deleted));
    memory.bar(unit, collection, deleted, true);
  }

  /**
   * The same before a put of one key by a statement that is committed by itself. What it leaves is
   * kept, so that the key need not be read again.
   */
  NodeMemory.OnePut beforePut(UnitOfWork unit, String collection, String key) {
    unit.writes(WriteTarget.put(collection, List.of(key)));
    return memory.bar(
        unit, new CachedRecord.Key(database, collection, key), mode != RecordCacheMode.OFF);
  }

  /**
   * To be called when a write ends without one, having looked at its key in the database: see
   * {@link NodeMemory#seen}.
   */
  void seen(String collection, String key) {
    memory.seen(new CachedRecord.Key(database, collection, key));
  }

  /**
   * To be called when a write ends without one because of the version that the database has shown
   * of its key, such as a refusal: memory that has another version forgets the key.
   *
   * @param version 0 for no record
   */
  void shown(String collection, String key, long version) {
    memory.shown(new CachedRecord.Key(database, collection, key), version);
  }

  /** Forgets everything, for the sake of changes that it was not told of. */
  void forgetAll() {
    memory.forgetAll();
  }

  private @Nullable RecordRow hit(
      CachedRows cached, Transactions transactions, String collection, String key) {
    if (!memory.stripe(collection, key).isTrusted()) {
      return null;
    }
    RecordRow row = cached.find(transactions, collection, key);
    return row == null || !clock.isAlive(row.expiresAt(), transactions) ? null : counted(row);
  }

  private @Nullable RecordRow trusted(
      CachedRows cached, Transactions transactions, String collection, String key) {
    RecordRow hit = hit(cached, transactions, collection, key);
    return hit == null ? loaded(cached, transactions, collection, key) : hit;
  }

  private @Nullable RecordRow validated(
      CachedRows cached, Transactions transactions, String collection, String key) {
    RecordRow row = cached.find(transactions, collection, key);
    if (row != null) {
      RecordStamp now = direct.stamp(transactions, collection, key);
      if (row.stamp().equals(now)) {
        return counted(row);
      }
      if (now == null) {
        cached.forget(collection, key);
        return null;
      }
    }
    return loaded(cached, transactions, collection, key);
  }

  /** Reads a record from the database, and leaves it in the cache unless a write is under way. */
  private @Nullable RecordRow loaded(
      CachedRows cached, Transactions transactions, String collection, String key) {
    CachedStripes.Stripe stripe = memory.stripe(collection, key);
    if (!stripe.loadBegins()) {
      return direct.find(transactions, collection, key);
    }
    try {
      RecordRow row = direct.find(transactions, collection, key);
      if (row != null) {
        cached.keep(collection, row);
      }
      return row;
    } finally {
      stripe.loadEnded(() -> cached.forget(collection, key));
    }
  }

  private RecordRow counted(RecordRow row) {
    statistics.recordsRead(CacheTier.SECOND_LEVEL, 1, row.size());
    return row;
  }
}
