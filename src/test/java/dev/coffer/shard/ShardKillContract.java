package dev.coffer.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ShardedCoffer;
import dev.coffer.cluster.ClusterFigures;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.JavaCommand;
import dev.coffer.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that moves keys between shards is killed at random points, under load. */
@Tag("cluster")
abstract class ShardKillContract {

  private static final int KILLS = Integer.getInteger("coffer.test.kills", 10);
  private static final int KEYS = 3_000;

  private final ShardDatabases databases = new ShardDatabases(this::newDatabase);
  private final long seed = new Random().nextInt(1_000_000);
  private final Random random = new Random(seed);
  private final AtomicBoolean ended = new AtomicBoolean();
  private long lastMillis = 1_000;

  /** A database that several processes can open. */
  abstract TestDatabase newDatabase();

  @AfterEach
  void close() {
    databases.close();
  }

  private static String key(int number) {
    return "key %05d".formatted(number);
  }

  private Map<String, Long> add(ShardedCoffer cluster, long its) {
    Random chosen = new Random(its);
    Map<String, Long> added = new HashMap<>();
    RecordRepository<Long, String> counters = cluster.records("counters", Long.class);
    while (!ended.get()) {
      String key = key(chosen.nextInt(KEYS));
      assertThat(counters.update(key, value -> value + 1)).as(key).isPresent();
      added.merge(key, 1L, Long::sum);
    }
    return added;
  }

  /** Changes the weight of a shard in another process, and returns whether that was killed. */
  private boolean change(String shard, int weight, boolean kill)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    TestDatabase any = databases.all().values().iterator().next();
    arguments.add(any.user());
    arguments.add(any.password());
    databases
        .all()
        .forEach(
            (name, database) -> {
              arguments.add(name);
              arguments.add(database.jdbcUrl());
            });
    Process process =
        new JavaCommand("-Xmx256m")
            .shortLived()
            .running(ShardChild.class, arguments.toArray(String[]::new))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      await(out, "open");
      process
          .getOutputStream()
          .write((shard + " " + weight + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      await(out, "begin");
      long start = System.nanoTime();
      boolean killed = kill && !process.waitFor(random.nextLong(lastMillis), TimeUnit.MILLISECONDS);
      if (killed) {
        process.destroyForcibly().waitFor();
        return true;
      }
      await(out, "end");
      assertThat(process.waitFor()).isZero();
      lastMillis = Math.max(100, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      return false;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void await(BufferedReader out, String expected) throws IOException {
    StringBuilder said = new StringBuilder();
    String line;
    do {
      line = out.readLine();
      said.append(line).append('\n');
    } while (line != null && !line.equals(expected));
    assertThat(line).as("what the process said: %s", said).isEqualTo(expected);
  }

  @Test
  void aKilledMoveLosesAndDoublesNothing() throws Exception {
    ShardedCoffer cluster = databases.open("a", "b", "c");
    Map<String, Long> sums = new TreeMap<>();
    for (int i = 0; i < KEYS; i++) {
      sums.put(key(i), 0L);
    }
    cluster.perShard().records("counters", Long.class).putAll(sums);
    change("a", 2, false);
    ExecutorService threads = Executors.newCachedThreadPool();
    int killed = 0;
    long added = 0;
    try {
      List<Future<Map<String, Long>>> adders =
          List.of(
              threads.submit(() -> add(cluster, seed + 1)),
              threads.submit(() -> add(cluster, seed + 2)));
      try {
        int weight = 0;
        while (killed < KILLS) {
          weight = weight == 0 ? 3 : 0;
          killed += change("a", weight, true) ? 1 : 0;
          assertThat(cluster.records("counters", Long.class).keys(Range.all()))
              .as("seed %d", seed)
              .containsExactlyElementsOf(sums.keySet());
        }
      } finally {
        ended.set(true);
      }
      for (Future<Map<String, Long>> each : adders) {
        for (Map.Entry<String, Long> entry : each.get().entrySet()) {
          sums.merge(entry.getKey(), entry.getValue(), Long::sum);
          added += entry.getValue();
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(cluster.resume(progress -> {}).problems()).isEmpty();
    Map<String, Long> found = new TreeMap<>();
    cluster
        .records("counters", Long.class)
        .scan(Range.all())
        .forEach(row -> found.put(row.key(), Objects.requireNonNull(row.value())));
    assertThat(found).as("seed %d", seed).isEqualTo(sums);
    assertThat(cluster.misplaced()).isZero();
    long rows = 0;
    for (String shard : databases.all().keySet()) {
      List<StoredValue<Long, String>> its =
          cluster
              .shard(shard)
              .orElseThrow()
              .records("counters", Long.class)
              .scan(Range.all())
              .toList();
      rows += its.size();
    }
    assertThat(rows).isEqualTo(KEYS);
    ClusterFigures.add(
        "Shards on " + databases.all().values().iterator().next().product(),
        killed
            + " kills of the process that moves "
            + KEYS
            + " keys, "
            + added
            + " acknowledged additions, none lost, no key doubled");
  }
}
