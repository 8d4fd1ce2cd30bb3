package dev.coffer.record.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.tx.UnitOfWork;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fences of keys, which determine whether a cache in front of the database may answer for a
 * key. Thread-safe.
 *
 * <p>A cache must never return a value older than a write that ended before the read began. Two
 * cases could break this rule.
 *
 * <p>The first case is an answer between a write and its eviction. A write is under way from before
 * its first statement until its transaction has ended and its keys are evicted. During that time,
 * readers of these keys query the database.
 *
 * <p>The second case is a reader that read the old value from the database before the commit and
 * stores it in the cache after the eviction. So loading readers are counted. When a write ends
 * while readers are loading, its keys stay fenced until the last of these readers has ended and has
 * evicted the value that it loaded. A reader that ends before the write ends evicts its value too.
 * New readers do not load meanwhile, so the fence ends.
 *
 * <p>While only puts of single keys by single statements are under way, the heap may still answer
 * with the old value. For all readers of this process, such a put takes effect when its value
 * replaces the old one, which happens before the put ends. A reader that has queried the database
 * meanwhile may have seen the new value. So it removes the old value from the heap before it
 * returns.
 *
 * <p>If the answer to a write was lost, the database may execute the write at any later time: a
 * server may still wait for a lock, or a network may deliver a delayed packet. Only the end of the
 * session in the server rules that out, and this process cannot see that end. So the fence of such
 * a write stays until everything is evicted, or for the life of the process.
 *
 * <p>Keys share a fixed number of stripes. Another key on the same stripe costs a read of the
 * database, but never a wrong answer. A reader with a cache hit reads one volatile field and
 * changes nothing.
 */
final class WriteFences {

  private static final Logger log = LoggerFactory.getLogger(WriteFences.class);

  private static final int COUNT = 4096;

  private final Stripe[] stripes = new Stripe[COUNT];

  /** The number of stripes whose keys the heap must not answer for: most of the time 0. */
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
   * Fences these keys until the transaction of the unit has ended, and then evicts them. The
   * eviction also follows a rollback, because a commit whose answer was lost looks like one. If the
   * eviction fails, the fence stays permanently.
   *
   * @param evict evicts the keys, and returns whether that succeeded
   */
  void fence(UnitOfWork unit, String collection, List<String> keys, BooleanSupplier evict) {
    BitSet written = new BitSet(COUNT);
    keys.forEach(key -> written.set(index(collection, key)));
    // Registered first: if anything fails from here on, the fence is removed nevertheless.
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

  /**
   * Fences all keys until the transaction of the unit has ended, and then evicts everything. If the
   * eviction fails, the fence stays for good.
   *
   * @param collection the collection that the transaction writes
   * @param evictAll evicts everything, and returns whether that succeeded
   */
  void fenceAll(UnitOfWork unit, String collection, BooleanSupplier evictAll) {
    unit.afterCompletion(
        () -> {
          if (evictAll.getAsBoolean()) {
            boolean lost = unit.isOutcomeUnknown();
            warn(lost, collection);
            for (Stripe stripe : stripes) {
              stripe.writeEnded(lost);
            }
          }
        });
    for (Stripe stripe : stripes) {
      stripe.writeBegins();
    }
  }

  /** The actions on the memory of a key at the end of a put of this key. */
  interface PutEnd {

    /**
     * Keeps the row that the put has left.
     *
     * @param met whether other puts of the stripe were under way at the same time
     */
    void keep(boolean met);

    /** Removes the key: another write may have changed it since. */
    void forget();
  }

  /**
   * Fences a key during a put whose unit commits each statement by itself, as the method for
   * several keys does. The row that the put has left is kept only if all other writes of the
   * stripe, from the first that met this put to the last, are such puts too and none of them
   * failed. In that case the version shows which of two puts came last.
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
            stripe.putNotEvicted();
          }
        });
    stripe.putBegins();
  }

  /**
   * Fences these keys while they are evicted. If the eviction fails, the fence stays permanently.
   */
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
          "A write of collection '{}' got no answer, and the database may execute it later. Its"
              + " keys are read from the database until Coffer.evictCachedRecords() is called. Call"
              + " this method after the server has ended the lost connection.",
          collection);
    }
  }

  /**
   * Fences all keys while everything is evicted, and also ends the fences of writes with a lost
   * answer. If the eviction fails, the fence stays permanently.
   */
  void fenceAll(BooleanSupplier evictAll) {
    fence(
        () -> {
          boolean evicted = evictAll.getAsBoolean();
          if (evicted) {
            for (Stripe stripe : stripes) {
              stripe.forgetLostAnswers();
            }
          }
          return evicted;
        });
  }

  /**
   * Fences all keys while everything is evicted. If the eviction fails, the fence stays
   * permanently.
   */
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
    @GuardedBy("this")
    private int writers;

    /** The number of writers that got no answer, and so never end. */
    @GuardedBy("this")
    private int lost;

    @GuardedBy("this")
    private int loaders;

    @GuardedBy("this")
    private boolean suspect;

    /**
     * Whether any write other than a successful put has been under way since the stripe last had no
     * write.
     */
    @GuardedBy("this")
    private boolean mixed;

    /** Whether two writes have been under way at once since the stripe last had no write. */
    @GuardedBy("this")
    private boolean met;

    private volatile boolean trusted = true;
    private volatile boolean heapTrusted = true;
    private final AtomicInteger heapDistrusted;

    private Stripe(AtomicInteger heapDistrusted) {
      this.heapDistrusted = heapDistrusted;
    }

    /** Whether the cache may answer now: no write is under way, and no loaded value is suspect. */
    boolean isTrusted() {
      return trusted;
    }

    /**
     * Begins to load into the cache. Each true requires one call of {@link #loadEnded}. If the
     * result is false, the reader must leave nothing in the cache.
     */
    synchronized boolean loadBegins() {
      if (!trusted) {
        return false;
      }
      loaders++;
      return true;
    }

    /**
     * Ends a load. The loaded value is evicted if a write has ended meanwhile, or if a write is
     * under way and may have evicted already.
     *
     * @param evict evicts the loaded value, and returns whether that succeeded
     */
    synchronized void loadEnded(BooleanSupplier evict) {
      if ((suspect || writers > 0) && !evict.getAsBoolean()) {
        // Treated as a load that never ends: the value that it left is suspect permanently.
        suspect = true;
        updateTrust();
        return;
      }
      loaders--;
      suspect &= loaders > 0;
      updateTrust();
    }

    private synchronized void writeBegins() {
      mixed = true;
      putBegins();
    }

    private synchronized void writeEnded(boolean answerLost) {
      if (answerLost) {
        lost++;
        mixed = true;
        updateTrust();
      } else {
        writeEnded();
      }
    }

    private synchronized void forgetLostAnswers() {
      writers -= lost;
      lost = 0;
    }

    private synchronized void writeEnded() {
      writers--;
      mixed &= writers > 0;
      met &= writers > 0;
      suspect |= loaders > 0;
      updateTrust();
    }

    private synchronized void putBegins() {
      met |= writers > 0;
      writers++;
      updateTrust();
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

    /** Permanently fences the cache and the heap, because the put could not be evicted. */
    private synchronized void putNotEvicted() {
      mixed = true;
      updateTrust();
    }

    @GuardedBy("this")
    private void updateTrust() {
      trusted = writers == 0 && !suspect;
      // A reader that loads now may have read its value before the put, and may keep it after the
      // put.
      boolean heapToBeTrusted = trusted || !(suspect || mixed || loaders > 0);
      if (heapToBeTrusted != heapTrusted) {
        heapTrusted = heapToBeTrusted;
        heapDistrusted.addAndGet(heapToBeTrusted ? -1 : 1);
      }
    }
  }
}
