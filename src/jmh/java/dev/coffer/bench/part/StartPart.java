package dev.coffer.bench.part;

import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Schema;
import dev.coffer.bench.start.CommandLine;
import dev.coffer.bench.start.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The start of programs on an existing database, each in a new JVM. */
final class StartPart implements Part {

  private static final double ALLOWED_MILLIS = 300;
  private static final double LONGEST_GET_MILLIS = 1500;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Path directory = Files.createTempDirectory("coffer-bench-start");
    try {
      Start.Address coffer =
          run(
              arena,
              "H2 in a file",
              name -> new Start.Address("jdbc:h2:file:" + directory.resolve(name), "", ""));
      CommandLine commands = new CommandLine(directory, coffer);
      Contest get = new Contest("command line, get, H2 in a file", Unit.MILLIS);
      get.add(Subject.LONGEST_GET, () -> LONGEST_GET_MILLIS);
      get.add(Subject.COFFER, () -> commands.get(coffer));
      arena.run(get);
    } finally {
      TemporaryFiles.delete(directory);
    }
    List<Schema> schemas = new ArrayList<>();
    try {
      run(
          arena,
          "MariaDB",
          name -> {
            Schema schema = arena.server().schema("bench_start_" + name);
            schemas.add(schema);
            return new Start.Address(schema.url(), schema.user(), schema.password());
          });
    } finally {
      schemas.forEach(Schema::close);
    }
  }

  /** Creates an empty database. */
  @FunctionalInterface
  private interface Databases {
    Start.Address create(String name);
  }

  /** Runs the programs, and returns the database of Coffer. */
  private static Start.Address run(Arena arena, String database, Databases databases)
      throws Exception {
    Start.Address hibernate = databases.create("hibernate");
    Start.Address coffer = databases.create("coffer");
    Start.Address spring = databases.create("spring");
    Start.Address both = databases.create("both");
    Start.Program.HIBERNATE.create(hibernate);
    Start.Program.COFFER.create(coffer);
    Start.Program.SPRING.create(spring);
    Start.Program.SPRING_WITH_COFFER.create(both);

    contest(
        arena,
        "open and read, " + database,
        Subject.SESSION,
        () -> Start.Program.HIBERNATE.start(hibernate).used(),
        () -> Start.Program.COFFER.start(coffer).used());
    contest(
        arena,
        "start of Spring Boot, " + database,
        Subject.SPRING_BOOT,
        () -> Start.Program.SPRING.start(spring).opened(),
        () -> Start.Program.SPRING_WITH_COFFER.start(both).opened());
    return coffer;
  }

  /** Coffer beside another, and beside that one with the allowed time added. */
  private static void contest(
      Arena arena, String workload, Subject other, Measurement alone, Measurement coffer)
      throws Exception {
    double[] last = new double[1];
    Contest contest = new Contest(workload, Unit.MILLIS);
    contest.add(other, () -> last[0] = alone.millis());
    contest.add(Subject.ALLOWED_START, () -> last[0] + ALLOWED_MILLIS);
    contest.add(Subject.COFFER, coffer::millis);
    arena.runLong(contest);
  }

  /** A start. */
  @FunctionalInterface
  private interface Measurement {
    double millis() throws Exception;
  }
}
