package dev.coffer.bench;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.part.Arena;
import dev.coffer.bench.part.Part;
import dev.coffer.bench.report.Report;
import dev.coffer.bench.server.Server;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the chosen parts and prints their tables. System properties: {@code bench.part} ({@code
 * all}, or names divided by commas), {@code bench.scale}, {@code bench.rounds}, {@code bench.data}
 * and {@code bench.output}.
 */
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    List<Part> parts = chosen(System.getProperty("bench.part", "all"));
    double scale = Double.parseDouble(System.getProperty("bench.scale", "1"));
    int rounds = Integer.parseInt(System.getProperty("bench.rounds", "5"));
    Catalogue catalogue =
        Catalogue.read(Path.of(System.getProperty("bench.data", "target/bench-data")), scale);
    Server server = Server.start();
    Arena arena =
        new Arena(
            server, catalogue, rounds, scale, result -> System.out.println(Report.table(result)));
    for (Part part : parts) {
      part.run(arena);
    }
    System.exit(0);
  }

  private static List<Part> chosen(String names) {
    if ("all".equals(names)) {
      return Part.ALL;
    }
    List<String> wanted = Arrays.asList(names.split(","));
    List<Part> parts = Part.ALL.stream().filter(part -> wanted.contains(part.name())).toList();
    if (parts.size() != wanted.size()) {
      throw new IllegalArgumentException(
          "There is no part "
              + names
              + "; choose from "
              + Part.ALL.stream().map(Part::name).toList());
    }
    return parts;
  }
}
