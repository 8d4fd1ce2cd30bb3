package dev.coffer.bench.part;

import dev.coffer.bench.cluster.NodeProcess;
import dev.coffer.bench.cluster.TerracottaServer;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Schema;
import dev.coffer.record.RecordCacheMode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Values of 1 KB that two processes read and write: Coffer's caches beside Ehcache clustered by
 * Terracotta. Each process uses one thread.
 */
final class ClusteredCaches implements Part {

  /** The records for which the heap of a node has room. */
  private static final int ON_HEAP = 2000;

  private static final int HOT = ON_HEAP / 2;
  private static final int TEN_TIMES = 10 * ON_HEAP;
  private static final int WRITES = 500;
  private static final long PAUSE_MICROS = 20_000;
  private static final int WARM_UP_WRITES = 100;
  private static final int WARM_UP_TRIALS = 4;

  @Override
  public String name() {
    return "terracotta";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      TerracottaServer terracotta = TerracottaServer.start();
      opened.push(terracotta);
      run(
          arena,
          List.of(
              coffer(arena, RecordCacheMode.VALIDATED, "VALIDATED", opened),
              coffer(arena, RecordCacheMode.BOUNDED, "BOUNDED, 1 s", opened),
              ehcache(terracotta, "STRONG", opened),
              ehcache(terracotta, "EVENTUAL", opened)));
    } finally {
      while (!opened.isEmpty()) {
        opened.pop().close();
      }
    }
  }

  /** Two processes on the same data. */
  private record Pair(Subject subject, NodeProcess one, NodeProcess other) {

    void warmUp(long nanos) throws Exception {
      one.read(TEN_TIMES, nanos);
      one.read(HOT, nanos);
      other.read(HOT, nanos);
      one.write(HOT, nanos);
    }

    double write(long nanos) throws Exception {
      // So the other node has all keys on its heap.
      other.read(HOT, nanos / 4);
      return one.write(HOT, nanos);
    }
  }

  /** Starts one of two processes. */
  @FunctionalInterface
  private interface Starter {
    NodeProcess start() throws Exception;
  }

  private static Pair coffer(
      Arena arena, RecordCacheMode mode, String label, Deque<AutoCloseable> opened)
      throws Exception {
    Schema schema = arena.server().schema("bench_cluster_" + mode);
    opened.push(schema);
    return pair(Subject.coffer(label), () -> NodeProcess.coffer(schema, mode, ON_HEAP), opened);
  }

  private static Pair ehcache(
      TerracottaServer terracotta, String consistency, Deque<AutoCloseable> opened)
      throws Exception {
    return pair(
        new Subject("Ehcache, Terracotta", consistency),
        () -> terracotta.node(consistency, consistency, ON_HEAP),
        opened);
  }

  private static Pair pair(Subject subject, Starter starter, Deque<AutoCloseable> opened)
      throws Exception {
    NodeProcess one = starter.start();
    opened.push(one);
    NodeProcess other = starter.start();
    opened.push(other);
    one.fill(TEN_TIMES);
    return new Pair(subject, one, other);
  }

  private static void run(Arena arena, List<Pair> pairs) throws Exception {
    long nanos = arena.trialNanos();
    Contest hot = new Contest("two processes, hot reads", Unit.GETS);
    Contest many = new Contest("two processes, reads of 10 times the heap", Unit.GETS);
    Contest writes = new Contest("two processes, writes of hot keys", Unit.PUTS);
    Contest ages = new Contest("two processes, age of a read after a write", Unit.MILLIS);
    for (Pair pair : pairs) {
      pair.warmUp(WARM_UP_TRIALS * nanos);
      hot.add(pair.subject(), () -> pair.one().read(HOT, nanos));
      many.add(pair.subject(), () -> pair.one().read(TEN_TIMES, nanos));
      writes.add(pair.subject(), () -> pair.write(nanos));
      addAges(ages, pair);
    }
    arena.runOften(hot);
    arena.runOften(many);
    arena.runOften(writes);
    arena.runOnce(ages);
  }

  private static void addAges(Contest contest, Pair pair) {
    double[] worst = new double[1];
    contest.add(
        like(pair.subject(), "median"),
        () -> {
          pair.one().ages(pair.other(), "warm-up", WARM_UP_WRITES, PAUSE_MICROS);
          double[] sorted = pair.one().ages(pair.other(), "clock", WRITES, PAUSE_MICROS);
          Arrays.sort(sorted);
          worst[0] = sorted[sorted.length - 1];
          return sorted[sorted.length / 2];
        });
    contest.add(like(pair.subject(), "worst"), () -> worst[0]);
  }

  private static Subject like(Subject subject, String figure) {
    return new Subject(subject.name(), subject.configuration() + ": " + figure);
  }
}
