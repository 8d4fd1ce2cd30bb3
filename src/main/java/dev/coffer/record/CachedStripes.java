package dev.coffer.record;

import dev.coffer.tx.UnitOfWork;
import java.util.BitSet;
import java.util.List;

/**
 * Knows for which keys a cache in front of the database may be trusted. Thread-safe.
 *
 * <p>What a cache must never do is to give a value older than a write that had ended before the
 * read began. Two things would make it do so. One is an answer between a write and its eviction:
 * while a write is under way, from before its first statement until its transaction has ended and
 * its keys are evicted, readers of these keys go to the database. The other is a reader that took
 * the old value from the database before the commit and leaves it in the cache after the eviction:
 * so readers that load are counted, and when a write ends while some are under way, its keys are
 * not trusted until the last of them is gone and has evicted what it loaded. New readers do not
 * join them meanwhile, so that this ends.
 *
 * <p>Keys share a fixed number of stripes; a stranger on the same stripe costs a read of the
 * database, never a wrong answer. A reader that hits asks one volatile field and changes nothing.
 *
 * <p>This does not lean on the soft locks that Hibernate keeps as entries of its cache, since a
 * cache with a bound may evict them.
 */
final class CachedStripes {

  private static final int COUNT = 4096;

  private final Stripe[] stripes = new Stripe[COUNT];

  CachedStripes() {
    for (int i = 0; i < COUNT; i++) {
      stripes[i] = new Stripe();
    }
  }

  Stripe of(String collection, String key) {
    return stripes[index(collection, key)];
  }

  /**
   * Bars the cache from these keys until the unit's transaction has ended; evicts them then, if it
   * was committed.
   */
  void bar(UnitOfWork unit, String collection, List<String> keys, Runnable evict) {
    BitSet written = new BitSet(COUNT);
    keys.forEach(key -> written.set(index(collection, key)));
    // Registered first: should anything fail from here on, the bar is lifted all the same.
    unit.afterCommit(evict);
    unit.afterCompletion(() -> written.stream().forEach(each -> stripes[each].writeEnded()));
    written.stream().forEach(each -> stripes[each].writeBegins());
  }

  private static int index(String collection, String key) {
    int hash = 31 * collection.hashCode() + key.hashCode();
    return (hash ^ hash >>> 16 ^ hash >>> 8) & (COUNT - 1);
  }

  /** The keys of one stripe. */
  static final class Stripe {
    private int writers;
    private int loaders;
    private boolean suspect;
    private volatile boolean trusted = true;

    /** Whether the cache may answer now. */
    boolean isTrusted() {
      return trusted;
    }

    /**
     * Begins to load into the cache; to be ended by {@link #loadEnded}. If it is not allowed, the
     * reader must leave nothing in the cache.
     */
    synchronized boolean loadBegins() {
      if (!trusted) {
        return false;
      }
      loaders++;
      return true;
    }

    /** Ends to load; what was loaded is evicted if a write has ended meanwhile. */
    synchronized void loadEnded(Runnable evict) {
      try {
        if (suspect) {
          evict.run();
        }
      } finally {
        loaders--;
        suspect &= loaders > 0;
        settle();
      }
    }

    private synchronized void writeBegins() {
      writers++;
      settle();
    }

    private synchronized void writeEnded() {
      writers--;
      suspect |= loaders > 0;
      settle();
    }

    private void settle() {
      trusted = writers == 0 && !suspect;
    }
  }
}
