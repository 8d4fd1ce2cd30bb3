package dev.coffer.dictionary;

import dev.coffer.api.ClosedException;
import dev.coffer.api.CofferException;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.tx.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains common dictionaries while records are written. The first batch of a collection trains one
 * from its own values before it is written, if it has a weight of at least {@value #BATCH}; see
 * {@link SampleWeight}. Otherwise a thread trains one when {@value #FIRST} records are committed.
 * It trains again at {@value #SECOND} records and at each {@value #FACTOR}-fold number, because
 * more records have more in common: until it may use no more samples, and then as long as the last
 * training gained a tenth. After that it is only checked whether the dictionary still gains as
 * much. Only the number of records counts for a thread, because few large records are written in
 * less time than a training takes.
 *
 * <p>A collection with dense dictionaries takes common ones so until maintenance trains a dense
 * one. A load trains none: a record could be erased between its reading and the storing of the
 * dictionary. At most one training runs in a process. Thread-safe.
 */
public final class BulkTraining implements AutoCloseable {
  /** The number of records of a collection before the first training by a thread. */
  public static final int FIRST = 2048;

  /** The number of records of a collection before the second training. */
  static final int SECOND = 8192;

  /** The least weight of a batch that trains a dictionary for itself. */
  static final int BATCH = 512;

  private static final int FACTOR = 8;

  /** The maximum number of bytes of the values from one batch, which takes 50 ms. */
  private static final int BATCH_BYTES = 2 << 20;

  /**
   * The number of bytes of samples for each record, if that is more than {@link #LEAST_BYTES}: a
   * training takes a small part of a load.
   */
  private static final long BYTES_A_RECORD = 128;

  /** The number of bytes of samples that few records may have. */
  private static final long LEAST_BYTES = 2 << 20;

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
    private volatile boolean batchSeen;

    /** Whether the last training has gained a tenth. Used while training. */
    private boolean gained;
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

  /**
   * May train a dictionary from the values of a batch that will be written next. To be called
   * outside of a transaction.
   *
   * @param bytes the sum of the sizes of the values
   * @param values the values that will be stored in records
   */
  public void beforeBatch(
      String collection, int records, long bytes, Supplier<List<byte[]>> values) {
    if (own == null || closed || SampleWeight.of(records, bytes) < BATCH) {
      return;
    }
    Written written = written(collection);
    if (written == null || written.batchSeen || !ONE.tryAcquire()) {
      return;
    }
    try {
      written.batchSeen = true;
      Optional<DictionaryReport> report =
          training.trainFirst(own, collection, some(values.get(), bytes));
      if (report.isPresent() && report.get().dictionary() != null) {
        written.gained = true;
        written.next = SECOND;
        log.info("Trained a dictionary from the first batch: {}", report.get());
      }
    } catch (CofferException e) {
      log.warn("No dictionary of the collection '{}' was trained.", collection, e);
    } finally {
      ONE.release();
    }
  }

  /** Some of the values, spread over all of them. */
  private static List<byte[]> some(List<byte[]> values, long bytes) {
    int step = Math.toIntExact(bytes / BATCH_BYTES) + 1;
    List<byte[]> some = new ArrayList<>();
    for (int i = 0; i < values.size(); i += step) {
      some.add(values.get(i));
    }
    return some;
  }

  /** Counts records of a collection that were committed, and may start a training. */
  public void wrote(String collection, int records) {
    if (own == null || closed) {
      return;
    }
    Written written = written(collection);
    if (written != null && written.records.addAndGet(records) >= written.next && ONE.tryAcquire()) {
      begin(own, collection, written);
    }
  }

  /** What was written; null if the collection is not counted. */
  private @Nullable Written written(String collection) {
    Written written = collections.get(collection);
    return written != null
            || collections.size() >= COLLECTIONS
            || dictionaries.settings().modeOf(collection) == DictionaryMode.NONE
        ? written
        : collections.computeIfAbsent(collection, each -> new Written());
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
      long allowed = Math.max(LEAST_BYTES, begunAt * BYTES_A_RECORD);
      long bytes = Math.min(Samples.MOST_BYTES, allowed);
      boolean mayGain = written.gained || bytes == allowed;
      Optional<DictionaryReport> report =
          training.trainDuringLoad(transactions, collection, bytes, mayGain);
      written.gained = report.isPresent() && report.get().dictionary() != null;
      if (written.gained) {
        log.info("Trained a dictionary while records were written: {}", report.get());
      }
    } catch (ClosedException e) {
      log.debug("A training of a dictionary was given up.", e);
    } catch (RuntimeException e) {
      log.warn("No dictionary of the collection '{}' was trained.", collection, e);
    } finally {
      written.next = nextAfter(begunAt);
      ONE.release();
    }
  }

  private static long nextAfter(long records) {
    long next = SECOND;
    while (next <= records) {
      next *= FACTOR;
    }
    return next;
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
