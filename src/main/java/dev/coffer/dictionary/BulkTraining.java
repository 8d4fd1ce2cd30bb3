package dev.coffer.dictionary;

import dev.coffer.api.ClosedException;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.tx.Transactions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains common dictionaries while records are written. After {@value #FIRST} records of a
 * collection, a thread trains a dictionary from those that are committed, and the next writes use
 * it. When there are {@value #FACTOR} times as many records, it is trained again, because more
 * records have more in common. At each later multiple it is only checked whether the dictionary
 * still gains as much.
 *
 * <p>Dense dictionaries are not trained so: a record could be erased between its reading and the
 * storing of the dictionary. At most one training runs in a process. Thread-safe.
 */
public final class BulkTraining implements AutoCloseable {
  /** The number of records of a collection that this process writes before the first training. */
  public static final int FIRST = 4096;

  private static final int FACTOR = 4;

  /** The maximum number of collections whose records are counted. */
  private static final int COLLECTIONS = 1000;

  private static final Logger log = LoggerFactory.getLogger(BulkTraining.class);

  /** For all instances: several tenants do not train at the same time. */
  private static final Semaphore ONE = new Semaphore(1);

  private final DictionaryTraining training;
  private final Dictionaries dictionaries;
  private final @Nullable Transactions own;
  private final Map<String, Written> collections = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private @Nullable Thread running;

  /** The records of a collection that this process has written. */
  private static final class Written {
    private final AtomicLong records = new AtomicLong();
    private volatile long next = FIRST;

    /** Whether the last training was the first one of the collection. Used while training. */
    private boolean trained;
  }

  /**
   * Creates the training.
   *
   * @param own Coffer's own transactions, each committed separately; null for no training
   */
  public BulkTraining(
      DictionaryTraining training, Dictionaries dictionaries, @Nullable Transactions own) {
    this.training = training;
    this.dictionaries = dictionaries;
    this.own = own;
  }

  /** Counts records of a collection that were committed, and may start a training. */
  public void wrote(String collection, int records) {
    if (own == null || closed) {
      return;
    }
    Written written = collections.get(collection);
    if (written == null) {
      if (collections.size() >= COLLECTIONS
          || dictionaries.settings().modeOf(collection) != DictionaryMode.COMMON) {
        return;
      }
      written = collections.computeIfAbsent(collection, each -> new Written());
    }
    if (written.records.addAndGet(records) >= written.next && ONE.tryAcquire()) {
      begin(own, collection, written);
    }
  }

  private void begin(Transactions transactions, String collection, Written written) {
    boolean begun = false;
    try {
      synchronized (this) {
        if (!closed && written.records.get() >= written.next) {
          Thread thread =
              new Thread(() -> run(transactions, collection, written), "coffer-dictionary");
          thread.setDaemon(true);
          thread.start();
          running = thread;
          begun = true;
        }
      }
    } finally {
      if (!begun) {
        ONE.release();
      }
    }
  }

  private void run(Transactions transactions, String collection, Written written) {
    long begunAt = written.records.get();
    try {
      boolean again = written.trained;
      written.trained = false;
      Optional<DictionaryReport> report =
          again
              ? Optional.of(training.improve(transactions, collection, true))
              : training.maintainNow(transactions, collection, true);
      boolean activated = report.isPresent() && report.get().dictionary() != null;
      written.trained = activated && !again;
      if (activated) {
        log.info("Trained a dictionary while records were written: {}", report.get());
      }
    } catch (ClosedException e) {
      log.debug("A training of a dictionary was given up.", e);
    } catch (RuntimeException e) {
      log.warn("No dictionary of the collection '{}' was trained.", collection, e);
    } finally {
      written.next = begunAt * FACTOR;
      ONE.release();
    }
  }

  /** Waits until no training runs, and starts no more. Close the transactions first. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = running;
    }
    if (last == null) {
      return;
    }
    try {
      last.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
