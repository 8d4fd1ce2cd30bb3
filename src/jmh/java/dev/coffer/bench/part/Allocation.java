package dev.coffer.bench.part;

import dev.coffer.bench.jmh.Caching;
import dev.coffer.bench.jmh.NotCaching;
import dev.coffer.bench.jmh.SingleOperations;
import dev.coffer.bench.jmh.Validating;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Single operations by JMH, each in a JVM of its own: their time and their allocation. */
final class Allocation implements Part {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** JMH's result of one operation, in nanoseconds and bytes. */
  private record Outcome(double time, double bytes) {}

  @Override
  public String name() {
    return "jmh";
  }

  @Override
  public void run(Arena arena) throws Exception {
    contest(arena, "hotGet", Caching.contestants());
    contest(arena, "validatedGet", Validating.contestants());
    contest(arena, "coldGet", NotCaching.contestants());
    contest(arena, "put", NotCaching.contestants());
    contest(arena, "unchangedPut", NotCaching.contestants());
  }

  private static void contest(Arena arena, String operation, List<RecordPeer> peers)
      throws Exception {
    Contest speed = new Contest("JMH " + operation, Unit.OPERATIONS);
    Contest bytes = new Contest("JMH " + operation + ", allocation", Unit.ALLOCATION);
    for (int i = 0; i < peers.size(); i++) {
      RecordPeer peer = peers.get(i);
      int place = i;
      List<Outcome> outcomes = new ArrayList<>();
      speed.add(
          peer.subject(),
          () -> {
            Outcome outcome = run(arena, operation, peer, place);
            outcomes.add(outcome);
            return 1e9 / outcome.time();
          });
      bytes.add(peer.subject(), new Replay<>(outcomes, Outcome::bytes));
    }
    arena.runOnce(speed);
    arena.runOnce(bytes);
  }

  private static Outcome run(Arena arena, String operation, RecordPeer peer, int place)
      throws RunnerException {
    try (Schema schema = arena.server().schema("jmh_" + peer.schemaName())) {
      RunResult result = new Runner(options(operation, schema, place)).run().iterator().next();
      return new Outcome(
          result.getPrimaryResult().getScore(),
          Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore());
    }
  }

  private static Options options(String operation, Schema schema, int place) {
    return new OptionsBuilder()
        .include(SingleOperations.class.getName() + "\\." + operation + "$")
        .param("contestant", String.valueOf(place))
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .forks(1)
        // The scale does not shorten this: interpreted code allocates more.
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(1500))
        .measurementIterations(2)
        .measurementTime(TimeValue.milliseconds(700))
        .jvmArgsAppend(
            "-Dbench.jmh.name=" + schema.name(),
            "-Dbench.jmh.url=" + schema.url(),
            "-Dbench.jmh.user=" + schema.user(),
            "-Dbench.jmh.password=" + schema.password(),
            "-Dbench.jmh.data=" + System.getProperty("bench.data", "target/bench-data"),
            // Logs errors only, as this JVM does.
            "-Djava.util.logging.config.file="
                + System.getProperty("java.util.logging.config.file", ""))
        .build();
  }
}
