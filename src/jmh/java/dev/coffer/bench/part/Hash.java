package dev.coffer.bench.part;

import dev.coffer.bench.jmh.Hashing;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Hash functions by JMH, each size in a JVM of its own, and all sizes by turns in another one. */
final class Hash implements Part {

  private static final List<Integer> SIZES = List.of(1024, 16_384, 65_536, 1 << 20);

  /** The bytes of a megabyte, and the nanoseconds of a second. */
  private static final double NANOS_PER_MICRO = 1e3;

  @Override
  public String name() {
    return "hash";
  }

  @Override
  public void run(Arena arena) throws Exception {
    for (int size : SIZES) {
      Contest contest = new Contest("hash of %,d bytes".formatted(size), Unit.MEGABYTES);
      for (Hashing.Function function : Hashing.Function.values()) {
        contest.add(subject(function), () -> speed("one", function, size, size));
      }
      arena.runOnce(contest);
    }
    Contest mixed = new Contest("hashes of 300 B to 1 MiB by turns", Unit.MEGABYTES);
    for (Hashing.Function function : Hashing.Function.values()) {
      mixed.add(
          subject(function), () -> speed("mixed", function, SIZES.get(0), Hashing.MIXED_BYTES));
    }
    arena.runOnce(mixed);
  }

  private static Subject subject(Hashing.Function function) {
    return switch (function) {
      case BLAKE3 -> Subject.coffer("BLAKE3", "");
      case BLAKE3_OF_BOUNCY_CASTLE -> new Subject("Bouncy Castle", "BLAKE3");
      case SHA256 -> new Subject("JDK", "SHA-256");
    };
  }

  private static double speed(String benchmark, Hashing.Function function, int size, long bytes)
      throws RunnerException {
    double nanos =
        new Runner(
                new OptionsBuilder()
                    .include(Hashing.class.getName() + "\\." + benchmark + "$")
                    .param("function", function.name())
                    .param("size", String.valueOf(size))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.milliseconds(700))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.milliseconds(300))
                    .build())
            .run()
            .iterator()
            .next()
            .getPrimaryResult()
            .getScore();
    return bytes * NANOS_PER_MICRO / nanos;
  }
}
