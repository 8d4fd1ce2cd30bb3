package dev.coffer.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The page of results, with a plot for each part and, for a run of everything, the picture of the
 * README. Each part writes the page again, so that an interrupted run leaves the results of its
 * finished parts.
 */
public final class Report {

  private final Path directory;
  private final String command;
  private final Map<String, String> facts;
  private final Map<String, List<Result>> parts = new LinkedHashMap<>();

  /**
   * A report.
   *
   * @param directory the directory of the page and the plots
   * @param command the command of the run
   * @param facts facts about the machine and the data
   */
  public Report(Path directory, String command, Map<String, String> facts) {
    this.directory = directory;
    this.command = command;
    this.facts = new LinkedHashMap<>();
    this.facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    this.facts.putAll(Machine.facts());
    this.facts.putAll(facts);
  }

  /** Adds a result of a part. */
  public void add(String part, Result result) {
    parts.computeIfAbsent(part, name -> new ArrayList<>()).add(result);
  }

  /** Adds the duration of a part. */
  public void took(String part, Duration time) {
    facts.merge("time", part + " " + time.toSeconds() + " s", (all, one) -> all + ", " + one);
  }

  /** Writes the page and the plots of all results so far. */
  public void write() throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, List<Result>> part : parts.entrySet()) {
      Files.writeString(
          directory.resolve(part.getKey() + ".svg"), Plot.of(part.getKey(), part.getValue()));
    }
    Files.writeString(directory.resolve("results.md"), page());
    Optional<String> overview = Overview.of(parts.values());
    if (overview.isPresent()) {
      Files.writeString(directory.resolve("overview.svg"), overview.get());
    }
  }

  private String page() {
    StringBuilder page = new StringBuilder("# Results\n\nMade by `" + command + "`; see ");
    page.append("[README.md](README.md) for the method. Do not edit.\n\n| | |\n|---|---|\n");
    facts.forEach((name, fact) -> page.append("| " + name + " | " + fact + " |\n"));
    page.append("\n## Targets\n\nSpeed of Coffer as a multiple of the other's, the median of");
    page.append(" rounds; disk as bytes of data a byte of disk.\n\n");
    page.append(
        "| workload | contestant | beside | ratio | target | |\n|---|---|---|---:|---:|---|\n");
    parts.values().forEach(results -> results.forEach(result -> verdicts(page, result)));
    parts.forEach(
        (part, results) -> {
          page.append("\n## " + part + "\n\n![" + part + "](" + part + ".svg)\n");
          results.forEach(result -> page.append(table(result)));
        });
    return page.toString();
  }

  private static void verdicts(StringBuilder page, Result result) {
    for (Verdict verdict : Verdict.on(result)) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %.2f | ≥ %.2f | %s |%n",
              result.workload(),
              verdict.coffer(),
              verdict.beside(),
              verdict.ratio(),
              verdict.target().least(),
              verdict.met() ? "met" : "**missed**"));
    }
  }

  /** One workload: the figure of each contestant, and its ratio to the first. */
  public static String table(Result result) {
    StringBuilder table =
        new StringBuilder("\n| " + result.workload() + " | " + result.unit() + " | ratio |\n");
    table.append("|---|---:|---:|\n");
    Subject first = result.subjects().iterator().next();
    for (Subject subject : result.subjects()) {
      double figure = result.median(subject);
      table.append(
          String.format(
              Locale.ROOT,
              figure < 100 ? "| %s | %.2f | %s |%n" : "| %s | %,.0f | %s |%n",
              subject,
              figure,
              ratio(result.ratio(subject, first))));
    }
    return table.toString();
  }

  /** A ratio; a dash where one of the figures is zero. */
  private static String ratio(double ratio) {
    return Double.isFinite(ratio) && ratio > 0 ? String.format(Locale.ROOT, "%.2f", ratio) : "–";
  }
}
