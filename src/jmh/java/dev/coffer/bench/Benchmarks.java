package dev.coffer.bench;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.part.Arena;
import dev.coffer.bench.part.Part;
import dev.coffer.bench.report.Profiles;
import dev.coffer.bench.report.Report;
import dev.coffer.bench.server.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the chosen parts and reports. System properties: {@code bench.part} ({@code all}, or names
 * divided by commas), {@code bench.scale}, {@code bench.rounds}, {@code bench.profile}, {@code
 * bench.data} and {@code bench.output}. By default, a run of all parts writes to {@code
 * docs/benchmarks}, and a run of some parts below {@code target}.
 */
public final class Benchmarks {

  private static final String ALL = "all";

  private Benchmarks() {}

  /** Ends the JVM, because pools and caches of contestants may have threads left. */
  @SuppressWarnings("CatchAndPrintStackTrace") // Nobody else is there to tell.
  public static void main(String[] arguments) {
    int status = 1;
    try {
      run();
      status = 0;
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      System.exit(status);
    }
  }

  private static void run() throws Exception {
    String names = System.getProperty("bench.part", ALL);
    String scale = System.getProperty("bench.scale", "1");
    String rounds = System.getProperty("bench.rounds", "3");
    List<Part> parts = chosen(names);
    Path data = Path.of(System.getProperty("bench.data", "target/bench-data"));
    Catalogue catalogue = Catalogue.read(data, Double.parseDouble(scale));
    Server server = Server.start();
    Path output = outputOf(names);
    Report report = new Report(output, command(names, scale, rounds), facts(server, catalogue));
    Profiles profiles = new Profiles(Boolean.getBoolean("bench.profile"), output);
    for (Part part : parts) {
      long start = System.nanoTime();
      part.run(
          new Arena(
              server,
              data,
              catalogue,
              Integer.parseInt(rounds),
              Double.parseDouble(scale),
              result -> {
                report.add(part.name(), result);
                System.out.println(Report.table(result));
              },
              profiles));
      report.took(part.name(), Duration.ofNanos(System.nanoTime() - start));
      report.write();
    }
  }

  private static Path outputOf(String names) {
    String chosen = System.getProperty("bench.output", "");
    if (!chosen.isBlank()) {
      return Path.of(chosen);
    }
    return Path.of(names.equals(ALL) ? "docs/benchmarks" : "target/benchmarks");
  }

  private static String command(String names, String scale, String rounds) {
    return "mvn -q -Pbench test"
        + (names.equals(ALL) ? "" : " -Dbench.part=" + names)
        + (scale.equals("1") ? "" : " -Dbench.scale=" + scale)
        + (rounds.equals("3") ? "" : " -Dbench.rounds=" + rounds)
        + (Boolean.getBoolean("bench.profile") ? " -Dbench.profile=true" : "");
  }

  private static Map<String, String> facts(Server server, Catalogue catalogue) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("database", server.version());
    facts.put(
        "disk of the database",
        Math.round(server.flushNanos() / 1e3) + " µs to make a block of 4 KiB durable");
    facts.put(
        "small records", sizes(catalogue.records().size(), Catalogue.bytes(catalogue.records())));
    facts.put(
        "documents", sizes(catalogue.documents().size(), Catalogue.bytes(catalogue.documents())));
    return facts;
  }

  private static String sizes(int count, long bytes) {
    return count + " of " + bytes / Math.max(1, count) + " bytes on average";
  }

  private static List<Part> chosen(String names) {
    if (names.equals(ALL)) {
      return Part.ALL;
    }
    List<String> wanted = Arrays.asList(names.split(",", -1));
    List<Part> known = Stream.concat(Part.ALL.stream(), Part.BY_NAME.stream()).toList();
    List<Part> parts = known.stream().filter(part -> wanted.contains(part.name())).toList();
    if (parts.size() != wanted.size()) {
      throw new IllegalArgumentException(
          "There is no such part in "
              + names
              + "; choose from "
              + known.stream().map(Part::name).toList());
    }
    return parts;
  }
}
