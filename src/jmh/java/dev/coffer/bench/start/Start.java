package dev.coffer.bench.start;

import dev.coffer.Coffer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts programs, each in a new JVM with the JVM's own defaults. */
public final class Start {

  private Start() {}

  /**
   * The times of one start, in milliseconds.
   *
   * @param opened the time from the beginning of the program's {@code main} to the open database
   * @param used the same to the end of the first operation
   * @param process the time of the whole process
   */
  public record Times(double opened, double used, double process) {}

  /** A database for programs. */
  public record Address(String url, String user, String password) {}

  /** A program that can be started. */
  public enum Program {
    HIBERNATE(HibernateProgram.class, true),
    COFFER(CofferProgram.class, true),
    SPRING(SpringProgram.class, false),
    SPRING_WITH_COFFER(SpringProgram.class, true);

    private final Class<?> type;
    private final boolean coffer;

    Program(Class<?> type, boolean coffer) {
      this.type = type;
      this.coffer = coffer;
    }

    /** Starts the program for the first time, in which it may create its tables. */
    public void create(Address database) throws Exception {
      run(database, "create");
    }

    /** Starts the program. */
    public Times start(Address database) throws Exception {
      return run(database);
    }

    private Times run(Address database, String... more) throws Exception {
      List<String> arguments =
          new ArrayList<>(List.of(database.url(), database.user(), database.password()));
      arguments.addAll(List.of(more));
      long start = System.nanoTime();
      String[] lines = output(type.getName(), coffer, arguments).split("\n", -1);
      return new Times(
          Double.parseDouble(lines[0]), Double.parseDouble(lines[1]), millisSince(start));
    }
  }

  static double millisSince(long start) {
    return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static String output(String program, boolean coffer, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-cp",
                coffer ? System.getProperty("java.class.path") : withoutCoffer(),
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file", ""),
                program));
    all.addAll(arguments);
    return output(all);
  }

  /** The output of a JVM with these arguments. */
  static String output(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " failed: " + answer);
    }
    return answer;
  }

  /** The class path without the classes of Coffer; its libraries stay there. */
  static String withoutCoffer() {
    String coffer =
        normal(Coffer.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(each -> !normal(each).equals(coffer))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String normal(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }
}
