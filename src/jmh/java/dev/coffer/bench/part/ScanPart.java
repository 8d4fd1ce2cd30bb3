package dev.coffer.bench.part;

import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.scan.ScanProgram;
import dev.coffer.bench.server.Schema;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Scans and batches of reads of 100 records of 1.1 KB, in a JVM of their own: with the class path
 * of a host that has both Jacksons, and with that of a host that has only Jackson 2.
 */
final class ScanPart implements Part {

  private static final String PLAIN_ON_H2 =
      "(id varchar(255) primary key, content varbinary(1000000000) not null)";
  private static final String PLAIN_ON_MARIADB =
      "(id varchar(255) character set ascii collate ascii_bin primary key,"
          + " content longblob not null) engine=InnoDB";

  /** The workloads with the ways that take part in them. */
  private enum Workload {
    SCAN("scan of 100"),
    GET_ALL("getAll of 100"),
    GETS("100 gets");

    private final String label;

    Workload(String label) {
      this.label = label;
    }

    private static Workload of(ScanProgram.Way way) {
      return switch (way) {
        case PLAIN_SCAN, SCAN, PAGE -> SCAN;
        case PLAIN_GET_ALL, GET_ALL -> GET_ALL;
        case PLAIN_GETS, GETS -> GETS;
      };
    }
  }

  /** The libraries of JSON on the class path. */
  private enum Jackson {
    BOTH("Jackson 2 and 3"),
    ONLY_2("Jackson 2");

    private final String label;

    Jackson(String label) {
      this.label = label;
    }

    private String classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .filter(entry -> this == BOTH || !isOfJackson3(entry))
          .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOfJackson3(String entry) {
      return entry.replace(File.separatorChar, '/').contains("tools/jackson/");
    }
  }

  @Override
  public String name() {
    return "scans";
  }

  @Override
  public void run(Arena arena) throws Exception {
    for (Jackson jackson : Jackson.values()) {
      run(
          arena,
          "H2 in memory, " + jackson.label,
          jackson,
          "jdbc:h2:mem:coffer;DB_CLOSE_DELAY=-1",
          "jdbc:h2:mem:plain;DB_CLOSE_DELAY=-1",
          "",
          "",
          PLAIN_ON_H2);
      try (Schema coffer = arena.server().schema("bench_scans_coffer");
          Schema plain = arena.server().schema("bench_scans_plain")) {
        run(
            arena,
            "MariaDB, " + jackson.label,
            jackson,
            coffer.url(),
            plain.url(),
            coffer.user(),
            coffer.password(),
            PLAIN_ON_MARIADB);
      }
    }
  }

  private static void run(Arena arena, String where, Jackson jackson, String... database)
      throws Exception {
    Map<ScanProgram.Way, List<Double>> speeds = measured(arena, jackson, List.of(database));
    for (Workload workload : Workload.values()) {
      Contest contest = new Contest(workload.label + ", " + where, Unit.OPERATIONS);
      speeds.forEach(
          (way, figures) -> {
            if (Workload.of(way) == workload) {
              contest.add(subject(way), new Replay<>(figures, Double::doubleValue));
            }
          });
      arena.runWarm(contest, arena.rounds());
    }
  }

  private static Subject subject(ScanProgram.Way way) {
    return switch (way) {
      case PLAIN_SCAN, PLAIN_GET_ALL, PLAIN_GETS -> Subject.RAW_JDBC;
      case SCAN, GET_ALL, GETS -> Subject.COFFER;
      case PAGE -> Subject.coffer("page");
    };
  }

  private static Map<ScanProgram.Way, List<Double>> measured(
      Arena arena, Jackson jackson, List<String> database)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jackson.classPath(),
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file", ""),
                ScanProgram.class.getName()));
    command.addAll(database);
    command.add(String.valueOf(arena.rounds()));
    command.add(String.valueOf(arena.trialNanos()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The reads failed: " + answer);
    }
    Map<ScanProgram.Way, List<Double>> speeds = new EnumMap<>(ScanProgram.Way.class);
    for (String line : answer.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      speeds
          .computeIfAbsent(ScanProgram.Way.valueOf(words[0]), way -> new ArrayList<>())
          .add(Double.parseDouble(words[1]));
    }
    return speeds;
  }
}
