package dev.coffer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that write to a cluster, and know what was acknowledged. An operation that fails with an
 * error that permits it is repeated until it is acknowledged; each has the same effect whether it
 * runs once or several times.
 */
final class ClusterLoad {

  /** Larger than a record may be, so that it becomes a content. */
  private static final int LARGE = 20_000;

  /** The number of keys of each thread, so that contents lose their references again. */
  private static final int KEYS = 10;

  /** The number of different large values that all threads store. */
  static final int SHARED_VALUES = 20;

  private final AtomicBoolean running = new AtomicBoolean(true);
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();

  /** The number of acknowledged increments of each thread. */
  private final Map<String, Integer> increments = new ConcurrentHashMap<>();

  /** The seed of the acknowledged large value of each key. */
  private final Map<String, Integer> documents = new ConcurrentHashMap<>();

  private ClusterLoad() {}

  /** Starts this number of threads, which use these stores by turns. */
  static ClusterLoad start(List<Coffer> coffers, int threads) {
    ClusterLoad load = new ClusterLoad();
    for (int i = 0; i < threads; i++) {
      String name = "writer" + i;
      Coffer coffer = coffers.get(i % coffers.size());
      Thread thread = new Thread(() -> load.write(coffer, name), name);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  private void write(Coffer coffer, String name) {
    Random random = new Random(name.hashCode());
    RecordRepository<Map<String, Integer>, String> counters =
        coffer.records("counters", new TypeRef<Map<String, Integer>>() {});
    RecordRepository<byte[], String> values = coffer.records("documents", byte[].class);
    try {
      for (int i = 1; running.get(); i++) {
        int increment = i;
        acknowledged(
            () ->
                counters.compute(
                    "all", old -> Optional.of(with(old.orElse(Map.of()), name, increment))));
        increments.put(name, increment);

        String key = name + "/" + i % KEYS;
        int seed = random.nextInt(SHARED_VALUES);
        acknowledged(() -> values.put(key, value(seed)));
        documents.put(key, seed);
        rounds.incrementAndGet();
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  private static Map<String, Integer> with(Map<String, Integer> old, String name, int increment) {
    Map<String, Integer> all = new LinkedHashMap<>(old);
    all.put(name, increment);
    return all;
  }

  static byte[] value(int seed) {
    byte[] value = new byte[LARGE];
    new Random(seed).nextBytes(value);
    return value;
  }

  private void acknowledged(Runnable operation) {
    while (true) {
      try {
        operation.run();
        return;
      } catch (TransientCofferException
          | DatabaseUnavailableException
          | UnknownOutcomeException e) {
        repeated.incrementAndGet();
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Lets the threads do this number of further rounds of two operations. */
  void acknowledgeMore(int operations) {
    int end = rounds.get() + operations;
    while (rounds.get() < end && failure.get() == null) {
      pause();
    }
  }

  /** Ends the load. Every thread ends with an acknowledged operation. */
  void stop() throws InterruptedException {
    running.set(false);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
  }

  /** Checks that a store has everything that was acknowledged, and each content once. */
  void verify(Coffer coffer) {
    assertThat(coffer.records("counters", new TypeRef<Map<String, Integer>>() {}).get("all"))
        .hasValue(Map.copyOf(increments));
    RecordRepository<byte[], String> values = coffer.records("documents", byte[].class);
    documents.forEach((key, seed) -> assertThat(values.get(key)).as(key).hasValue(value(seed)));
    assertThat(coffer.verify().isClean()).isTrue();
  }

  /** What was done, for the log of the test. */
  String summary() {
    return "%d operations acknowledged, %d repeated".formatted(2 * rounds.get(), repeated.get());
  }
}
