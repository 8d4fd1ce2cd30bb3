package dev.coffer.record.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.stats.CacheState;
import dev.coffer.stats.CacheStorage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A map bounded by the weight of its values, with SIEVE eviction. The entries are in order of
 * insertion. A hand moves from the oldest to the newest and evicts the first entry without a hit
 * since the hand last passed it. A hit marks its entry and moves nothing, so it takes no lock.
 * Thread-safe.
 *
 * <p>The algorithm is that of Zhang, Yang, Yue, Vigfusson and Rashmi, "SIEVE is Simpler than LRU",
 * NSDI 2024.
 */
public final class HeapTier<K, V> {

  /** The divisor of the limit that gives the largest weight of one value. */
  private static final int SHARE = 32;

  private final long limit;
  private final Map<K, Entry<K, V>> entries = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private @Nullable Entry<K, V> oldest;

  @GuardedBy("this")
  private @Nullable Entry<K, V> newest;

  @GuardedBy("this")
  private @Nullable Entry<K, V> hand;

  @GuardedBy("this")
  private long weight;

  @GuardedBy("this")
  private long evictions;

  /**
   * A tier for values of this total weight; a tier with limit 0 keeps no values.
   *
   * @param limit in any unit; {@link #put} uses the same one
   */
  HeapTier(long limit) {
    this.limit = limit;
  }

  /** The value of a key; null if there is none. */
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

  /** The value of a key without a mark for it; null if there is none. */
  @Nullable V peek(K key) {
    Entry<K, V> entry = entries.get(key);
    return entry == null ? null : entry.value;
  }

  /** Whether there are no values. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether the tier would keep a value of this weight. */
  boolean fits(long itsWeight) {
    return itsWeight <= limit / SHARE;
  }

  /** Replaces the value of a key. A value that is too heavy is not kept. */
  synchronized void put(K key, V value, long itsWeight) {
    remove(key);
    if (!fits(itsWeight)) {
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

  /** Replaces the value of a key, if there is a value and it passes the test. */
  synchronized void putOver(K key, V value, long itsWeight, Predicate<V> yields) {
    Entry<K, V> entry = entries.get(key);
    if (entry != null && yields.test(entry.value)) {
      put(key, value, itsWeight);
    }
  }

  /** Replaces a value by another of the same weight, if the key still has it. */
  synchronized void replace(K key, V value, V by) {
    Entry<K, V> entry = entries.get(key);
    if (entry != null && entry.value == value) {
      entry.value = by;
    }
  }

  /** Removes the value of a key. */
  void remove(K key) {
    // Most written keys have no value here; their removal takes no lock.
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

  /** Removes the values that pass the test, and returns their number. */
  public int removeIf(BiPredicate<K, V> test) {
    int removed = 0;
    for (Entry<K, V> entry : entries.values()) {
      if (test.test(entry.key, entry.value)) {
        remove(entry.key);
        removed++;
      }
    }
    return removed;
  }

  /** Removes all values. */
  public synchronized void clear() {
    entries.clear();
    oldest = null;
    newest = null;
    hand = null;
    weight = 0;
  }

  /** The total weight of the values. */
  synchronized long weight() {
    return weight;
  }

  /** The number and the weight of the values, the limit, and the values that were evicted. */
  public synchronized CacheState state(String name) {
    return new CacheState(name, CacheStorage.HEAP, entries.size(), weight, limit, evictions);
  }

  @GuardedBy("this")
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
      evictions++;
    }
  }

  @GuardedBy("this")
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

    /** Read and written without a lock: a lost mark only changes the order of eviction. */
    boolean visited;

    Entry(K key, V value, long weight) {
      this.key = key;
      this.value = value;
      this.weight = weight;
    }
  }
}
