package dev.coffer.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.api.ReadFrom;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A history of threads that write to the primary and read from replicas, while a replica is
 * disturbed. Each key has one writer, whose values ascend.
 */
final class ReplicaHistory {

  private static final int THREADS = 8;
  private static final int KEYS = 2 * THREADS;
  private static final int OF_A_WRITE = 5;

  private final RecordRepository<Long, String> primary;
  private final RecordRepository<Long, String> replica;
  private final int operations;
  private final AtomicInteger done = new AtomicInteger();

  /** The newest acknowledged value of each key. */
  private final AtomicLongArray acknowledged = new AtomicLongArray(KEYS);

  ReplicaHistory(Coffer coffer, String collection, int operations) {
    this.primary = coffer.records(collection, Long.class);
    this.replica = coffer.reading(ReadFrom.REPLICA).records(collection, Long.class);
    this.operations = operations;
  }

  /** Disturbs the replicas and ends that. */
  interface Disturbance {
    void begin();

    void end();
  }

  /** Runs the history, with a disturbance in three of its tenths. */
  void run(Disturbance disturbance) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        running.add(threads.submit(() -> operate(thread, disturbance)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
      disturbance.end();
    }
    assertThat(done.get()).isGreaterThanOrEqualTo(operations);
  }

  private void operate(int thread, Disturbance disturbance) {
    long[] seen = new long[KEYS];
    int tenth = operations / 10;
    for (int number = done.getAndIncrement();
        number < operations;
        number = done.getAndIncrement()) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      if (number == 2 * tenth || number == 5 * tenth || number == 8 * tenth) {
        disturbance.begin();
      } else if (number == 3 * tenth || number == 6 * tenth || number == 9 * tenth) {
        disturbance.end();
      } else if (random.nextInt(OF_A_WRITE) == 0) {
        int key = thread + THREADS * random.nextInt(KEYS / THREADS);
        long value = acknowledged.get(key) + 1;
        primary.put(name(key), value);
        acknowledged.set(key, value);
      } else {
        read(random.nextInt(KEYS), seen);
      }
    }
  }

  private void read(int key, long[] seen) {
    long least = acknowledged.get(key);
    long value = replica.find(name(key)).map(StoredValue::value).orElse(0L);
    assertThat(value).as("acknowledged value of key %d", key).isGreaterThanOrEqualTo(least);
    assertThat(value).as("value of key %d seen before", key).isGreaterThanOrEqualTo(seen[key]);
    seen[key] = value;
  }

  private static String name(int key) {
    return "key " + key;
  }
}
