package dev.coffer.record.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A map bounded by the weight of its values, which evicts by SIEVE: entries stand in the order in
 * which they came, a hand goes from the oldest to the newest and takes the first that was not asked
 * for since it last came by. A hit marks its entry and moves nothing, so that it takes no lock.
 * Thread-safe.
 *
 * <p>The algorithm is that of Zhang, Yang, Yue, Vigfusson and Rashmi, "SIEVE is Simpler than LRU",
 * NSDI 2024.
 */
public final class HeapTier<K, V> {

  /** No value may take more than this part of the whole. */
  private static final int SHARE = 32;

  private final long limit;
  private final Map<K, Entry<K, V>> entries = new ConcurrentHashMap<>();
  private @Nullable Entry<K, V> oldest;
  private @Nullable Entry<K, V> newest;
  private @Nullable Entry<K, V> hand;
  private long weight;

  /**
   * A tier for values of this weight together; with 0, for none.
   *
   * @param limit in any unit, the one that {@link #put} uses
   */
  HeapTier(long limit) {
    this.limit = limit;
  }

  /** What is kept under a key; null for nothing. */
  @Nullable V get(K key) {
    Entry<K, V> entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    if (!entry.visited) {
      entry.visited = true;
    }
    return entry.value;
  }

  /** Whether a value of this weight would be kept. */
  boolean takes(long itsWeight) {
    return itsWeight <= limit / SHARE;
  }

  /** Keeps a value in the place of whatever was under its key, unless it is too heavy. */
  synchronized void put(K key, V value, long itsWeight) {
    remove(key);
    if (!takes(itsWeight)) {
      return;
    }
    Entry<K, V> entry = new Entry<>(key, value, itsWeight);
    entries.put(key, entry);
    entry.older = newest;
    if (newest == null) {
      oldest = entry;
    } else {
      newest.newer = entry;
    }
    newest = entry;
    weight += itsWeight;
    while (weight > limit) {
      evict();
    }
  }

  /** Keeps a value in the place of another, if there is one that yields to it. */
  synchronized void putOver(K key, V value, long itsWeight, Predicate<V> yields) {
    Entry<K, V> entry = entries.get(key);
    if (entry != null && yields.test(entry.value)) {
      put(key, value, itsWeight);
    }
  }

  /** Puts another value of the same weight in the place of one, if that is still kept. */
  synchronized void replace(K key, V value, V by) {
    Entry<K, V> entry = entries.get(key);
    if (entry != null && entry.value == value) {
      entry.value = by;
    }
  }

  /** Forgets what is under a key. */
  void remove(K key) {
    // Most keys that are written are not kept: they take no lock.
    if (entries.containsKey(key)) {
      unlink(key);
    }
  }

  private synchronized void unlink(K key) {
    Entry<K, V> entry = entries.remove(key);
    if (entry != null) {
      unlink(entry);
    }
  }

  /** Forgets everything. */
  public synchronized void clear() {
    entries.clear();
    oldest = null;
    newest = null;
    hand = null;
    weight = 0;
  }

  /** What the values weigh together. */
  synchronized long weight() {
    return weight;
  }

  private void evict() {
    Entry<K, V> entry = hand == null ? oldest : hand;
    while (entry != null && entry.visited) {
      entry.visited = false;
      entry = entry.newer == null ? oldest : entry.newer;
    }
    if (entry != null) {
      hand = entry.newer;
      entries.remove(entry.key);
      unlink(entry);
    }
  }

  private void unlink(Entry<K, V> entry) {
    if (hand == entry) {
      hand = entry.newer;
    }
    if (entry.older == null) {
      oldest = entry.newer;
    } else {
      entry.older.newer = entry.newer;
    }
    if (entry.newer == null) {
      newest = entry.older;
    } else {
      entry.newer.older = entry.older;
    }
    weight -= entry.weight;
  }

  private static final class Entry<K, V> {
    final K key;
    volatile V value;
    final long weight;
    @Nullable Entry<K, V> older;
    @Nullable Entry<K, V> newer;

    /** Read and written without a lock: a mark that is lost costs a place in the order. */
    boolean visited;

    Entry(K key, V value, long weight) {
      this.key = key;
      this.value = value;
      this.weight = weight;
    }
  }
}
