package dev.coffer.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ShardedCoffer;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shards are added and drained while two processes read and write. */
abstract class ShardLoadContract {

  private static final int KEYS = 400;
  private static final int VOLATILE_KEYS = 60;

  private final ShardDatabases databases = new ShardDatabases(this::newDatabase);
  private final long seed = new Random().nextInt(1_000_000);
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicLong operations = new AtomicLong();

  abstract TestDatabase newDatabase();

  @AfterEach
  void close() {
    databases.close();
  }

  private static String key(int number) {
    return "key %04d".formatted(number);
  }

  private static RecordRepository<Long, String> counters(ShardedCoffer cluster) {
    return cluster.records("counters", Long.class);
  }

  /** Adds one to random counters, and returns how often to each. */
  private Map<String, Long> add(ShardedCoffer cluster, long its) {
    Random random = new Random(its);
    Map<String, Long> added = new HashMap<>();
    while (!ended.get()) {
      String key = key(random.nextInt(KEYS));
      assertThat(counters(cluster).update(key, value -> value + 1)).as(key).isPresent();
      added.merge(key, 1L, Long::sum);
      operations.incrementAndGet();
    }
    return added;
  }

  /** Puts and deletes keys that it alone writes, and returns what must be there at the end. */
  private Map<String, Long> putAndDelete(ShardedCoffer cluster, long its) {
    Random random = new Random(its);
    Map<String, Long> expected = new HashMap<>();
    RecordRepository<Long, String> values = cluster.records("volatile", Long.class);
    while (!ended.get()) {
      String key = "of " + its + " " + random.nextInt(VOLATILE_KEYS);
      Long before = expected.get(key);
      assertThat(values.get(key)).as(key).isEqualTo(Optional.ofNullable(before));
      if (before != null && random.nextBoolean()) {
        assertThat(values.delete(key)).as(key).isTrue();
        expected.remove(key);
      } else {
        long value = random.nextLong();
        var unused = values.put(key, value);
        expected.put(key, value);
      }
      operations.incrementAndGet();
    }
    return expected;
  }

  /** Reads all counters by scans and by their keys; none may be missing, none may go back. */
  private boolean read(ShardedCoffer cluster) {
    Map<String, Long> seen = new HashMap<>();
    List<String> all = IntStream.range(0, KEYS).mapToObj(ShardLoadContract::key).toList();
    while (!ended.get()) {
      List<StoredValue<Long, String>> rows = counters(cluster).scan(Range.all()).toList();
      assertThat(rows.stream().map(StoredValue::key)).containsExactlyElementsOf(all);
      assertThat(counters(cluster).getAll(all)).hasSize(KEYS);
      assertThat(counters(cluster).count()).isEqualTo(KEYS);
      rows.forEach(
          row -> {
            Long before = seen.put(row.key(), row.value());
            assertThat(row.value()).isGreaterThanOrEqualTo(before == null ? 0 : before);
          });
      operations.incrementAndGet();
    }
    return true;
  }

  /** The same task, whose failure ends the load. */
  private <R> Callable<R> ending(Callable<R> task) {
    return () -> {
      try {
        return task.call();
      } finally {
        ended.set(true);
      }
    };
  }

  @Test
  void nothingIsLostMissedOrDoubledWhileShardsChange() throws Exception {
    ShardedCoffer one = databases.open("a", "b", "c");
    ShardedCoffer two = databases.open("a", "b", "c");
    Map<String, Long> zero = new TreeMap<>();
    IntStream.range(0, KEYS).forEach(i -> zero.put(key(i), 0L));
    one.perShard().records("counters", Long.class).putAll(zero);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<Map<String, Long>>> adders = new ArrayList<>();
      List<Future<Map<String, Long>>> putters = new ArrayList<>();
      List<Future<Boolean>> readers = new ArrayList<>();
      for (ShardedCoffer each : List.of(one, two)) {
        long its = seed + adders.size() * 10L;
        adders.add(threads.submit(ending(() -> add(each, its))));
        putters.add(threads.submit(ending(() -> putAndDelete(each, its + 1))));
        readers.add(threads.submit(ending(() -> read(each))));
      }
      try {
        change(one, "a", 0);
        change(one, "a", 2);
        change(one, "c", 0);
        change(one, "c", 1);
        change(one, "b", 3);
      } finally {
        ended.set(true);
      }
      Map<String, Long> sums = new TreeMap<>(zero);
      for (Future<Map<String, Long>> each : adders) {
        each.get().forEach((key, count) -> sums.merge(key, count, Long::sum));
      }
      Map<String, Long> expected = new TreeMap<>();
      for (Future<Map<String, Long>> each : putters) {
        expected.putAll(each.get());
      }
      for (Future<Boolean> each : readers) {
        assertThat(each.get()).isTrue();
      }
      for (ShardedCoffer each : List.of(one, two)) {
        assertThat(counters(each).getAll(zero.keySet())).as("seed %d", seed).isEqualTo(sums);
        Map<String, Long> rest = new TreeMap<>();
        each.records("volatile", Long.class)
            .scan(Range.all())
            .forEach(row -> rest.put(row.key(), row.value()));
        assertThat(rest).as("seed %d", seed).isEqualTo(expected);
        assertThat(each.misplaced()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void change(ShardedCoffer cluster, String shard, int weight) {
    ShardProgress done = cluster.change(shard, weight, progress -> {});
    assertThat(done.problems()).isEmpty();
    long before = operations.get();
    // Both processes use the new map before it changes again.
    while (operations.get() < before + 40 && !ended.get()) {
      Thread.onSpinWait();
    }
  }
}
