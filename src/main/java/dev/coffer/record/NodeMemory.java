package dev.coffer.record;

import dev.coffer.tx.UnitOfWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What this process remembers of the records of one session factory: the values on the heap, and
 * for which keys memory may be trusted at all. The coffers over one factory share it, so that what
 * one of them writes no other gives out of date. Thread-safe.
 */
final class NodeMemory {

  private static final Map<SessionFactoryImplementor, NodeMemory> OF_FACTORIES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final CachedStripes stripes = new CachedStripes();
  private final HeapTier<CachedRecord.Key, HotRecord> heap;

  /** Whether some coffer gives rows of the second-level cache without asking the database. */
  private volatile boolean rowsTrusted;

  NodeMemory(long heapBytes) {
    this.heap = new HeapTier<>(heapBytes);
  }

  /** The memory of a factory; as large as the first that asks wants it. */
  static NodeMemory of(SessionFactoryImplementor sessions, long heapBytes) {
    return OF_FACTORIES.computeIfAbsent(sessions, each -> new NodeMemory(heapBytes));
  }

  CachedStripes.Stripe stripe(String collection, String key) {
    return stripes.of(collection, key);
  }

  /** Whether what the heap has of a key may be given now. */
  boolean isHeapTrusted(CachedRecord.Key name) {
    return stripes.isHeapTrusted(name.collection(), name.key());
  }

  HeapTier<CachedRecord.Key, HotRecord> heap() {
    return heap;
  }

  /**
   * Trusts no memory of these keys until the unit's transaction has ended, and forgets them then.
   *
   * @param evict forgets them elsewhere; whether it has
   */
  void bar(
      UnitOfWork unit, long database, String collection, List<String> keys, BooleanSupplier evict) {
    List<CachedRecord.Key> names = new ArrayList<>(keys.size());
    keys.forEach(key -> names.add(new CachedRecord.Key(database, collection, key)));
    stripes.bar(
        unit,
        collection,
        keys,
        () -> {
          names.forEach(heap::remove);
          return evict.getAsBoolean();
        });
  }

  /** A put under way, of one key by one statement. Not thread-safe. */
  static final class OnePut {
    private @Nullable RecordRow left;

    /** To be told what the statement has left in the database, with raw bytes. */
    void leaves(RecordRow row) {
      left = row;
    }
  }

  /**
   * Lets nothing but the heap answer for a key until the unit's work has ended, and nobody load it.
   * What the put has left is kept then, if it is certain that it is the last.
   *
   * @param keeps whether anything is to be kept
   * @param evict forgets the key elsewhere; whether it has
   */
  OnePut bar(UnitOfWork unit, CachedRecord.Key name, boolean keeps, BooleanSupplier evict) {
    OnePut put = new OnePut();
    HotRecord before = heap.get(name);
    stripes.bar(
        unit,
        name.collection(),
        name.key(),
        evict,
        new CachedStripes.PutEnd() {
          @Override
          public void keep(boolean met) {
            RecordRow left = put.left;
            if (!keeps || left == null) {
              forget();
            } else if (met) {
              keepIfLatest(name, before, left);
            } else {
              heap.put(name, HotRecord.written(left), HotRecord.weight(left));
            }
          }

          @Override
          public void forget() {
            heap.remove(name);
          }
        });
    return put;
  }

  /**
   * Keeps what a put has left in the place of what was there before it, or of what an earlier one
   * has left. Where there is nothing, it may have been removed for the sake of a later one.
   */
  private void keepIfLatest(CachedRecord.Key name, @Nullable HotRecord before, RecordRow left) {
    heap.putOver(
        name,
        HotRecord.written(left),
        HotRecord.weight(left),
        // Versions of what was before tell nothing: the record may have been made anew since.
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
      heap.remove(name);
    }
  }

  /**
   * To be told before rows of the second-level cache are given without asking the database. Those
   * that are there may be of the past: left by whoever asks, also over a factory that is closed
   * while its cache is not.
   *
   * @param evictRows forgets all of them; whether it has
   */
  synchronized void trustRows(BooleanSupplier evictRows) {
    if (!rowsTrusted) {
      // First: whoever writes from now on evicts, and whoever wrote before left what goes now.
      rowsTrusted = true;
      stripes.bar(evictRows);
    }
  }

  /**
   * Whether a write may leave the rows of the past where they are: whoever finds one asks the
   * database for its state first.
   */
  boolean mayLeaveRows() {
    return !rowsTrusted;
  }

  /**
   * Forgets everything.
   *
   * @param evictAll forgets everything elsewhere; whether it has
   */
  void forgetAll(BooleanSupplier evictAll) {
    stripes.bar(
        () -> {
          heap.clear();
          return evictAll.getAsBoolean();
        });
  }
}
