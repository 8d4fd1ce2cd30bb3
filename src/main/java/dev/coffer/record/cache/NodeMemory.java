package dev.coffer.record.cache;

import dev.coffer.record.row.RecordRow;
import dev.coffer.record.value.ReferringCollections;
import dev.coffer.tx.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of this process for the records of one database over one session factory: values on
 * the heap, and rows in the second-level cache. The coffers over one factory share it. The memories
 * of one database share the fences of {@link DatabaseMemories}, so that after a write through one
 * of them no other returns an outdated value. Thread-safe.
 */
public final class NodeMemory {

  private final DatabaseMemories database;
  private final WriteFences fences;
  private final HeapTier<CachedRecord.Key, HeapEntry> heap;
  private final long number;
  private final ClosingGate gate;
  private final ReferringCollections referring = new ReferringCollections();

  /** Null until the first coffer has registered the rows, and if the factory caches none. */
  private volatile @Nullable CachedRows rows;

  /** Whether some coffer uses values of the heap without a query of the database. */
  private volatile boolean answersAlone;

  /** Whether some coffer uses rows of the second-level cache without a query of the database. */
  private volatile boolean rowsTrusted;

  /** Only {@link DatabaseMemories} may call this constructor. */
  NodeMemory(
      DatabaseMemories database,
      HeapTier<CachedRecord.Key, HeapEntry> heap,
      long number,
      ClosingGate gate) {
    this.database = database;
    this.fences = database.fences();
    this.heap = heap;
    this.number = number;
    this.gate = gate;
  }

  /** Announces that values of the heap will be used without a query of the database. */
  void answerAlone() {
    answersAlone = true;
  }

  boolean answersAlone() {
    return answersAlone;
  }

  /** Leaves the memories of the database, after the factory was closed. */
  void leave() {
    database.leave(this);
  }

  /**
   * The number that separates the entries of this memory from others in the same heap and the same
   * cache.
   */
  long number() {
    return number;
  }

  /** The collections with values that refer to contents. */
  public ReferringCollections referring() {
    return referring;
  }

  /** The gate of the factory's second-level cache. */
  public ClosingGate gate() {
    return gate;
  }

  WriteFences.Stripe stripe(String collection, String key) {
    return fences.of(collection, key);
  }

  /** Whether the heap's value of a key may be returned now. */
  boolean isHeapTrusted(CachedRecord.Key name) {
    return fences.isHeapTrusted(name.collection(), name.key());
  }

  public HeapTier<CachedRecord.Key, HeapEntry> heap() {
    return heap;
  }

  /**
   * Fences these keys in every memory of the database until the transaction of the unit has ended,
   * and then removes them from every memory of the database.
   *
   * @param everyRow whether to remove also those rows of the second-level cache that no reader uses
   *     without a query of the database
   */
  void fence(UnitOfWork unit, String collection, List<String> keys, boolean everyRow) {
    fences.fence(unit, collection, keys, () -> database.forget(collection, keys, everyRow));
  }

  /**
   * Fences all keys in every memory of the database until the transaction of the unit has ended,
   * and then removes everything from every memory of the database.
   */
  void fenceAll(UnitOfWork unit, String collection) {
    fences.fenceAll(unit, collection, database::forgetEverything);
  }

  /** A put under way, of one key by one statement. Not thread-safe. */
  public static final class OnePut {
    private @Nullable RecordRow left;

    /** Reports the row that the statement has left in the database, with raw bytes. */
    public void wrote(RecordRow row) {
      left = row;
    }
  }

  /**
   * Fences a key until the work of the unit has ended: only the heap may answer for the key, and no
   * reader may load it. After the end, the row that the put has left is kept, if it is certainly
   * the latest.
   *
   * @param keeps whether to keep a row at all
   */
  OnePut fence(UnitOfWork unit, CachedRecord.Key name, boolean keeps) {
    OnePut put = new OnePut();
    HeapEntry before = heap.get(name);
    fences.fence(
        unit,
        name.collection(),
        name.key(),
        () -> database.forgetRows(name.collection(), name.key()),
        new WriteFences.PutEnd() {
          @Override
          public void keep(boolean met) {
            RecordRow left = put.left;
            if (!keeps || left == null) {
              forget();
            } else if (met) {
              keepIfLatest(name, before, left);
            } else {
              heap.put(name, HeapEntry.written(left), HeapEntry.weight(left));
            }
          }

          @Override
          public void forget() {
            heap.remove(name);
          }
        });
    // Before the statement: only this heap returns the old value until the new one replaces it.
    database.forgetValueElsewhere(this, name.collection(), name.key());
    return put;
  }

  /**
   * Keeps the row that a put has left, if the heap has the entry that was there before the put, or
   * one of an earlier put. If the heap has no entry, a later put may have removed it, and nothing
   * is kept.
   */
  private void keepIfLatest(CachedRecord.Key name, @Nullable HeapEntry before, RecordRow left) {
    heap.putOver(
        name,
        HeapEntry.written(left),
        HeapEntry.weight(left),
        // A record that was created again has a smaller version if the clock was set back.
        kept ->
            (before != null && kept.row().stamp().equals(before.row().stamp()))
                || kept.row().version() < left.version());
  }

  /**
   * Announces that the database has shown a state of a key. Call this before returning a value that
   * was read from the database: a put under way may have written that value already, and from then
   * on no reader may get the value before it.
   */
  void seen(CachedRecord.Key name) {
    if (!stripe(name.collection(), name.key()).isTrusted()) {
      database.forgetValue(name.collection(), name.key());
    }
  }

  /**
   * Reports the version of a key that the database has shown. If a memory has another version, it
   * missed a write, and the key is removed from every memory.
   *
   * @param version 0 for no record
   */
  void versionSeen(CachedRecord.Key name, long version) {
    seen(name);
    if (!database.agrees(name.collection(), name.key(), version)) {
      List<String> keys = List.of(name.key());
      fences.fence(name.collection(), keys, () -> database.forget(name.collection(), keys, false));
    }
  }

  /**
   * Whether this memory has no other version of a key than this one. Rows of the second-level cache
   * count only if they are used without a query of the database.
   */
  boolean agrees(String collection, String key, long version) {
    HeapEntry hot = heap.get(new CachedRecord.Key(number, collection, key));
    CachedRows known = rows;
    return (hot == null || hot.row().version() == version)
        && (known == null || !rowsTrusted || known.agrees(collection, key, version));
  }

  /**
   * Registers the rows of the second-level cache, so that writes through other factories evict
   * them.
   */
  synchronized void keepsRows(CachedRows known) {
    if (rows == null) {
      rows = known;
    }
  }

  /**
   * Announces that rows of the second-level cache will be used without a query of the database.
   * Call this before the first such use. Rows that are there already may be outdated: coffers that
   * query the database on each read may have left them, also over a closed factory whose cache is
   * still open.
   */
  synchronized void trustRows() {
    CachedRows known = rows;
    if (known != null && !rowsTrusted) {
      // First: writers after this line evict, and the rows that earlier writers left are removed
      // next.
      rowsTrusted = true;
      fences.fence(known::forgetRecords);
    }
  }

  /**
   * Removes rows of the second-level cache. A write may leave outdated rows there as long as each
   * reader of a row first queries the database for its stamp.
   *
   * @param everyRow whether to remove those rows too
   * @return whether the removal succeeded
   */
  boolean forgetRows(String collection, List<String> keys, boolean everyRow) {
    CachedRows known = rows;
    return known == null || !(everyRow || rowsTrusted) || known.forget(collection, keys);
  }

  /** Removes the value of a key from the heap. */
  void forgetValue(String collection, String key) {
    heap.remove(new CachedRecord.Key(number, collection, key));
  }

  /** Removes from the heap the records that expire before this time, and returns their number. */
  public int evictExpired(Instant databaseTime) {
    return heap.removeIf(
        (name, entry) -> {
          Instant expiry = entry.expiresAt();
          return name.database() == number && expiry != null && expiry.isBefore(databaseTime);
        });
  }

  /**
   * Removes everything from this memory alone.
   *
   * @return whether the removal succeeded
   */
  boolean forgetEverything() {
    heap.clear();
    CachedRows known = rows;
    return known == null || known.forgetAll();
  }

  /** Removes everything from every memory of the database. */
  public void forgetAll() {
    database.forgetAll();
  }
}
