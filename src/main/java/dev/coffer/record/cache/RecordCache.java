package dev.coffer.record.cache;

import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.row.RecordRow;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.WriteTarget;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cached records of one database as one Coffer uses them. It has the mode, and the
 * announcements that a writer must make before and after a write, so that no reader gets an
 * outdated value. Thread-safe.
 */
public final class RecordCache {

  private final RecordCacheMode mode;
  private final Duration maxAge;
  private final NodeMemory memory;
  private final @Nullable CachedRows rows;
  private final long database;

  /**
   * A cache of a database.
   *
   * @param rows the rows in the second-level cache; null if the host has none
   * @param database the number that separates its entries from those of other databases
   */
  public RecordCache(
      RecordCaching caching, NodeMemory memory, @Nullable CachedRows rows, long database) {
    this.mode = caching.mode();
    this.maxAge = caching.maxAge();
    this.memory = memory;
    this.rows = rows;
    this.database = database;
    if (rows != null) {
      memory.keepsRows(rows);
    }
    if (mode == RecordCacheMode.SINGLE_NODE || mode == RecordCacheMode.BOUNDED) {
      memory.answerAlone();
    }
    if (mode == RecordCacheMode.SINGLE_NODE) {
      memory.trustRows();
    }
  }

  RecordCacheMode mode() {
    return mode;
  }

  /** The longest time since the last query for a value, in the mode {@code BOUNDED}. */
  Duration maxAge() {
    return maxAge;
  }

  NodeMemory memory() {
    return memory;
  }

  /** The rows in the second-level cache; null if the host has none. */
  @Nullable CachedRows rows() {
    return rows;
  }

  CachedRecord.Key key(String collection, String key) {
    return new CachedRecord.Key(database, collection, key);
  }

  /** The heap's entry of a key that no open transaction has written; null if there is none. */
  @Nullable HeapEntry onHeap(CachedRecord.Key key) {
    return memory.isHeapTrusted(key) ? memory.heap().get(key) : null;
  }

  /**
   * Removes the values that a reader has loaded for a key.
   *
   * @return whether the removal succeeded
   */
  boolean forgetLoaded(CachedRecord.Key key) {
    memory.heap().remove(key);
    CachedRows cached = rows;
    return cached == null || cached.forget(key.collection(), key.key());
  }

  /**
   * The row that a key certainly has in the database, by memory alone; null if that is not certain.
   * The row is inline and never expires. Memory does not show whether a record refers to contents,
   * so it is never certain in a collection where values do so.
   */
  public @Nullable RecordRow certain(String collection, String key) {
    if (mode != RecordCacheMode.SINGLE_NODE || memory.referring().mayContain(collection)) {
      return null;
    }
    HeapEntry entry = onHeap(key(collection, key));
    if (entry == null) {
      return null;
    }
    RecordRow row = entry.row();
    return row.expiresAt() == null && row.contentId() == null ? row : null;
  }

  /**
   * Announces a write of these keys. Call this inside the transaction, before each write. Until the
   * transaction has ended, memory does not answer for the keys, and a read that began before that
   * end leaves nothing in memory. Work that is replayed announces its writes again, with its new
   * unit of work.
   *
   * <p>Call this in every mode: another Coffer on the same database may trust memory. Where none
   * does, rows stay in the second-level cache, and a reader finds them outdated by their stamp.
   */
  public void beforeWrite(UnitOfWork unit, String collection, List<String> keys) {
    List<String> written = List.copyOf(keys);
    unit.writes(WriteTarget.put(collection, written));
    memory.fence(unit, collection, written, false);
  }

  /** Announces a delete of these keys, whose bytes are removed from memory in every mode. */
  public void beforeDelete(UnitOfWork unit, String collection, List<String> keys) {
    List<String> deleted = List.copyOf(keys);
    unit.writes(WriteTarget.delete(collection, deleted));
    memory.fence(unit, collection, deleted, true);
  }

  /**
   * Announces that the values of these keys get another form under their versions. Their bytes are
   * removed from memory in every mode. Other processes may keep the older form, which has the same
   * meaning.
   */
  public void beforeRewrite(UnitOfWork unit, String collection, Collection<String> keys) {
    List<String> rewritten = List.copyOf(keys);
    unit.writes(WriteTarget.put(collection, rewritten));
    memory.fence(unit, collection, rewritten, true);
  }

  /**
   * Announces that a collection is renamed, whose keys are not known. Until the transaction has
   * ended, memory answers for no key of any collection. Then everything is removed from every
   * memory.
   */
  public void beforeRename(UnitOfWork unit, String collection) {
    unit.writes(WriteTarget.rename(collection, List.of()));
    memory.fenceAll(unit, collection);
  }

  /**
   * Announces a put of one key by a statement that is committed by itself. The row that the put
   * leaves is kept, so that the next read of the key needs no query.
   */
  public NodeMemory.OnePut beforePut(UnitOfWork unit, String collection, String key) {
    unit.writes(WriteTarget.put(collection, List.of(key)));
    return memory.fence(unit, key(collection, key), mode != RecordCacheMode.OFF);
  }

  /**
   * Reports the version that the database has shown of a key when a write ends without writing, as
   * a refusal does. Memory that has another version forgets the key.
   *
   * @param version 0 for no record
   */
  public void versionSeen(String collection, String key, long version) {
    memory.versionSeen(key(collection, key), version);
  }

  /**
   * Removes everything from every memory. Call this after changes that were made without Coffer.
   */
  void forgetAll() {
    memory.forgetAll();
  }
}
