package dev.coffer.record.cache;

import dev.coffer.record.row.RecordRow;
import dev.coffer.tx.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process remembers of the records of one database over one session factory: the values
 * on the heap, and rows in the second-level cache. The coffers over one factory share it, and the
 * memories of one database share what {@link DatabaseMemories} knows, so that what is written
 * through one of them no other gives out of date. Thread-safe.
 */
public final class NodeMemory {

  private final DatabaseMemories database;
  private final WriteFences stripes;
  private final HeapTier<CachedRecord.Key, HeapEntry> heap;
  private final long number;
  private final ClosingGate gate;

  /** Null until the first coffer has told them, and where the factory caches none. */
  private volatile @Nullable CachedRows rows;

  /** Whether some coffer gives rows of the second-level cache without asking the database. */
  private volatile boolean rowsTrusted;

  /** To be made by {@link DatabaseMemories} alone. */
  NodeMemory(
      DatabaseMemories database,
      HeapTier<CachedRecord.Key, HeapEntry> heap,
      long number,
      ClosingGate gate) {
    this.database = database;
    this.stripes = database.stripes();
    this.heap = heap;
    this.number = number;
    this.gate = gate;
  }

  /** Leaves the memories of the database, after its factory was closed. */
  void leave() {
    database.leave(this);
  }

  /** What tells its entries from those of others in the same heap and the same cache. */
  long number() {
    return number;
  }

  /** The gate of the second-level cache of its factory. */
  public ClosingGate gate() {
    return gate;
  }

  WriteFences.Stripe stripe(String collection, String key) {
    return stripes.of(collection, key);
  }

  /** Whether what the heap has of a key may be given now. */
  boolean isHeapTrusted(CachedRecord.Key name) {
    return stripes.isHeapTrusted(name.collection(), name.key());
  }

  public HeapTier<CachedRecord.Key, HeapEntry> heap() {
    return heap;
  }

  /**
   * Trusts no memory of these keys until the unit's transaction has ended, and forgets them then in
   * every memory of the database.
   *
   * @param everyRow whether to forget also those rows of the second-level cache that nobody
   *     believes without asking the database
   */
  void fence(UnitOfWork unit, String collection, List<String> keys, boolean everyRow) {
    stripes.fence(unit, collection, keys, () -> database.forget(collection, keys, everyRow));
  }

  /** A put under way, of one key by one statement. Not thread-safe. */
  public static final class OnePut {
    private @Nullable RecordRow left;

    /** To be told what the statement has left in the database, with raw bytes. */
    public void leaves(RecordRow row) {
      left = row;
    }
  }

  /**
   * Lets nothing but the heap answer for a key until the unit's work has ended, and nobody load it.
   * What the put has left is kept then, if it is certain that it is the last.
   *
   * @param keeps whether anything is to be kept
   */
  OnePut fence(UnitOfWork unit, CachedRecord.Key name, boolean keeps) {
    OnePut put = new OnePut();
    HeapEntry before = heap.get(name);
    stripes.fence(
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
    // Before the statement: only this heap gives the old value until the new one takes its place.
    database.forgetValueElsewhere(this, name.collection(), name.key());
    return put;
  }

  /**
   * Keeps what a put has left in the place of what was there before it, or of what an earlier one
   * has left. Where there is nothing, it may have been removed for the sake of a later one.
   */
  private void keepIfLatest(CachedRecord.Key name, @Nullable HeapEntry before, RecordRow left) {
    heap.putOver(
        name,
        HeapEntry.written(left),
        HeapEntry.weight(left),
        // A record that was made anew has a smaller version where the clock was set back.
        kept ->
            (before != null && kept.row().stamp().equals(before.row().stamp()))
                || kept.row().version() < left.version());
  }

  /**
   * To be told before anybody learns what the database has shown of a key: a put that is under way
   * may have written it already, and no reader may be given what was before from then on.
   */
  void seen(CachedRecord.Key name) {
    if (!stripe(name.collection(), name.key()).isTrusted()) {
      database.forgetValue(name.collection(), name.key());
    }
  }

  /**
   * To be told of the version that the database has shown of a key. A memory with another one was
   * not told of a write, and forgets the key.
   *
   * @param version 0 for no record
   */
  void shown(CachedRecord.Key name, long version) {
    seen(name);
    if (!database.agrees(name.collection(), name.key(), version)) {
      List<String> keys = List.of(name.key());
      stripes.fence(name.collection(), keys, () -> database.forget(name.collection(), keys, false));
    }
  }

  /** Whether it has no other version of a key than this one, as far as it is believed unasked. */
  boolean agrees(String collection, String key, long version) {
    HeapEntry hot = heap.get(new CachedRecord.Key(number, collection, key));
    CachedRows known = rows;
    return (hot == null || hot.row().version() == version)
        && (known == null || !rowsTrusted || known.agrees(collection, key, version));
  }

  /** Takes note of the rows in the second-level cache, for the sake of writes elsewhere. */
  synchronized void keepsRows(CachedRows known) {
    if (rows == null) {
      rows = known;
    }
  }

  /**
   * To be told before rows of the second-level cache are given without asking the database. Those
   * that are there may be of the past: left by whoever asks, also over a factory that is closed
   * while its cache is not.
   */
  synchronized void trustRows() {
    CachedRows known = rows;
    if (known != null && !rowsTrusted) {
      // First: whoever writes from now on evicts, and whoever wrote before left what goes now.
      rowsTrusted = true;
      stripes.fence(known::forgetRecords);
    }
  }

  /**
   * Forgets rows of the second-level cache. A write may leave the rows of the past where they are
   * while each reader that finds one asks the database for its state first.
   *
   * @param everyRow whether to forget those too
   * @return whether it has
   */
  boolean forgetRows(String collection, List<String> keys, boolean everyRow) {
    CachedRows known = rows;
    return known == null || !(everyRow || rowsTrusted) || known.forget(collection, keys);
  }

  /** Forgets the value of a key on the heap. */
  void forgetValue(String collection, String key) {
    heap.remove(new CachedRecord.Key(number, collection, key));
  }

  /** Forgets everything, here alone; whether it has. */
  boolean forgetEverything() {
    heap.clear();
    CachedRows known = rows;
    return known == null || known.forgetAll();
  }

  /** Forgets everything in every memory of the database. */
  public void forgetAll() {
    database.forgetAll();
  }
}
