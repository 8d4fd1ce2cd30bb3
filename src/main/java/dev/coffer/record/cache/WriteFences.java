package dev.coffer.record.cache;

import dev.coffer.tx.UnitOfWork;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows for which keys a cache in front of the database may be trusted. Thread-safe.
 *
 * <p>What a cache must never do is to give a value older than a write that had ended before the
 * read began. Two things would make it do so. One is an answer between a write and its eviction:
 * while a write is under way, from before its first statement until its transaction has ended and
 * its keys are evicted, readers of these keys go to the database. The other is a reader that took
 * the old value from the database before the commit and leaves it in the cache after the eviction:
 * so readers that load are counted, and when a write ends while some are under way, its keys are
 * not trusted until the last of them is gone and has evicted what it loaded; one that is gone
 * before the write ends evicts too. New readers do not join them meanwhile, so that this ends.
 *
 * <p>While nothing but puts of single keys by single statements is under way, the heap may still
 * answer with what was there before: such a put takes place, for all readers of this process, when
 * its value takes the place of the old one, which is before it ends. Whoever has seen the database
 * meanwhile, and so perhaps the new value, removes the old one before it tells anybody.
 *
 * <p>A write whose answer was lost may be done by the database at any later time: in a server that
 * still waits for a lock, or when a network delivers what it held back. Only the end of the session
 * in the server rules that out, and this process does not see that. So the bar of such a write
 * stays until it is told to forget everything, or for the life of the process.
 *
 * <p>Keys share a fixed number of stripes; a stranger on the same stripe costs a read of the
 * database, never a wrong answer. A reader that hits asks one volatile field and changes nothing.
 */
final class WriteFences {

  private static final Logger log = LoggerFactory.getLogger(WriteFences.class);

  private static final int COUNT = 4096;

  private final Stripe[] stripes = new Stripe[COUNT];

  /** On how many stripes the heap is not trusted: most of the time, on none. */
  private final AtomicInteger heapDistrusted = new AtomicInteger();

  WriteFences() {
    for (int i = 0; i < COUNT; i++) {
      stripes[i] = new Stripe(heapDistrusted);
    }
  }

  /** Whether the heap may answer for a key now. */
  boolean isHeapTrusted(String collection, String key) {
    return heapDistrusted.get() == 0 || of(collection, key).heapTrusted;
  }

  /** Whether the heap may answer for every key now. */
  boolean areTrusted() {
    return heapDistrusted.get() == 0;
  }

  Stripe of(String collection, String key) {
    return stripes[index(collection, key)];
  }

  /**
   * Bars the cache from these keys until the unit's transaction has ended, and evicts them then:
   * also after a rollback, for a commit whose answer was lost looks like one. The bar stays for
   * good where the eviction fails.
   *
   * @param evict evicts the keys; whether it has
   */
  void fence(UnitOfWork unit, String collection, List<String> keys, BooleanSupplier evict) {
    BitSet written = new BitSet(COUNT);
    keys.forEach(key -> written.set(index(collection, key)));
    // Registered first: should anything fail from here on, the bar is lifted all the same.
    unit.afterCompletion(
        () -> {
          if (evict.getAsBoolean()) {
            boolean lost = unit.isOutcomeUnknown();
            warn(lost, collection);
            written.stream().forEach(each -> stripes[each].writeEnded(lost));
          }
        });
    written.stream().forEach(each -> stripes[each].writeBegins());
  }

  /** What becomes of the memory of a key when a put of it has ended. */
  interface PutEnd {

    /**
     * Keeps what it has left.
     *
     * @param met whether other puts of the stripe were under way at the same time
     */
    void keep(boolean met);

    /** Forgets the key: something else may have been written since. */
    void forget();
  }

  /**
   * The same for a put of one key, whose unit commits each statement by itself. What it has left is
   * kept only if the other writes of the stripe, from the first that met this one to the last, are
   * such puts too and none of them failed: then the version tells which of two came last.
   */
  void fence(UnitOfWork unit, String collection, String key, BooleanSupplier evict, PutEnd end) {
    Stripe stripe = of(collection, key);
    AtomicBoolean committed = new AtomicBoolean();
    unit.afterCommit(() -> committed.set(true));
    unit.afterCompletion(
        () -> {
          boolean lost = unit.isOutcomeUnknown();
          warn(lost, collection);
          if (evict.getAsBoolean()) {
            stripe.putEnded(committed.get(), lost, end);
          } else {
            stripe.putStays();
          }
        });
    stripe.putBegins();
  }

  /** Bars the cache from these keys while they are evicted; for good where that fails. */
  void fence(String collection, List<String> keys, BooleanSupplier evict) {
    BitSet forgotten = new BitSet(COUNT);
    keys.forEach(key -> forgotten.set(index(collection, key)));
    forgotten.stream().forEach(each -> stripes[each].writeBegins());
    if (evict.getAsBoolean()) {
      forgotten.stream().forEach(each -> stripes[each].writeEnded());
    }
  }

  private static void warn(boolean lost, String collection) {
    if (lost) {
      log.warn(
          "A write of collection '{}' got no answer, and the database may do it later: what it"
              + " wrote is read from the database until Coffer.evictCachedRecords() is called. Call"
              + " it when the server has ended the lost connection.",
          collection);
    }
  }

  /**
   * Bars the cache from all keys while everything is evicted, those too whose writes were lost; for
   * good where that fails.
   */
  void fenceAll(BooleanSupplier evictAll) {
    fence(
        () -> {
          boolean evicted = evictAll.getAsBoolean();
          if (evicted) {
            for (Stripe stripe : stripes) {
              stripe.forgiveLost();
            }
          }
          return evicted;
        });
  }

  /** Bars the cache from all keys while everything is evicted; for good where that fails. */
  void fence(BooleanSupplier evictAll) {
    for (Stripe stripe : stripes) {
      stripe.writeBegins();
    }
    if (evictAll.getAsBoolean()) {
      for (Stripe stripe : stripes) {
        stripe.writeEnded();
      }
    }
  }

  private static int index(String collection, String key) {
    int hash = 31 * collection.hashCode() + key.hashCode();
    return (hash ^ hash >>> 16 ^ hash >>> 8) & (COUNT - 1);
  }

  /** The keys of one stripe. */
  static final class Stripe {
    private int writers;

    /** How many of the writers got no answer, and so never end. */
    private int lost;

    private int loaders;
    private boolean suspect;

    /** Whether anything but puts that succeed has been under way since no write was. */
    private boolean mixed;

    /** Whether two writes have been under way at once since none was. */
    private boolean met;

    private volatile boolean trusted = true;
    private volatile boolean heapTrusted = true;
    private final AtomicInteger heapDistrusted;

    private Stripe(AtomicInteger heapDistrusted) {
      this.heapDistrusted = heapDistrusted;
    }

    /** Whether the cache may answer now: no write is under way. */
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

    /**
     * Ends to load; what was loaded is evicted if a write has ended meanwhile, or is under way and
     * may have evicted already.
     *
     * @param evict evicts what was loaded; whether it has
     */
    synchronized void loadEnded(BooleanSupplier evict) {
      if ((suspect || writers > 0) && !evict.getAsBoolean()) {
        // As if this load went on and on: what it left is suspect for good.
        suspect = true;
        settle();
        return;
      }
      loaders--;
      suspect &= loaders > 0;
      settle();
    }

    private synchronized void writeBegins() {
      mixed = true;
      putBegins();
    }

    private synchronized void writeEnded(boolean answerLost) {
      if (answerLost) {
        lost++;
        mixed = true;
        settle();
      } else {
        writeEnded();
      }
    }

    private synchronized void forgiveLost() {
      writers -= lost;
      lost = 0;
    }

    private synchronized void writeEnded() {
      writers--;
      mixed &= writers > 0;
      met &= writers > 0;
      suspect |= loaders > 0;
      settle();
    }

    private synchronized void putBegins() {
      met |= writers > 0;
      writers++;
      settle();
    }

    private synchronized void putEnded(boolean committed, boolean answerLost, PutEnd end) {
      mixed |= !committed;
      if (mixed) {
        end.forget();
      } else {
        end.keep(met);
      }
      writeEnded(answerLost);
    }

    /** Bars the cache and the heap for good: the put could not be evicted. */
    private synchronized void putStays() {
      mixed = true;
      settle();
    }

    private void settle() {
      trusted = writers == 0 && !suspect;
      // What a reader loads now it may have read before the put, and keep after it.
      boolean heapToBeTrusted = trusted || !(suspect || mixed || loaders > 0);
      if (heapToBeTrusted != heapTrusted) {
        heapTrusted = heapToBeTrusted;
        heapDistrusted.addAndGet(heapToBeTrusted ? -1 : 1);
      }
    }
  }
}
