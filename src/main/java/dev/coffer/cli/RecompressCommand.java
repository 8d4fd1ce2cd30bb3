package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Recompresses data that was not written recently. */
@Command(
    name = "recompress",
    description =
        "Recompress data that was not written recently, with the densest setting, and replace it"
            + " if that saves enough. Uses all cores.",
    footer = {"", "Example:", "  coffer recompress --url jdbc:h2:./game-data --untouched-for 30"},
    sortOptions = false)
final class RecompressCommand extends DatabaseCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--untouched-for",
      paramLabel = "DAYS",
      description = "Minimum number of days since the last write; 7 by default, 0 for all data.")
  private int days = (int) RecompressionPlan.defaults().untouchedFor().toDays();

  @Option(
      names = "--least-saving",
      paramLabel = "PERCENT",
      description = "Minimum saving; 5 by default.")
  private int leastSaving = RecompressionPlan.defaults().leastSaving();

  @Option(
      names = "--dictionary",
      paramLabel = "COLLECTION",
      description =
          "Look for a better dictionary of this collection first, which makes its values a tenth"
              + " smaller. May be repeated.")
  private List<String> dictionaries = List.of();

  RecompressCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    RecompressionPlan plan = plan();
    for (String collection : dictionaries) {
      RawRecords records = new RawRecords(coffer.records(), collection);
      if (records.isEmpty()) {
        throw records.absent();
      }
    }
    RecompressionReport report;
    try (Progress progress = new Progress(console, "recompressing")) {
      progress.at(0, 0, 0);
      report = coffer.recompress(plan, () -> !console.interruption().isRequested());
    }
    console.interruption().check();
    if (json) {
      console.line(asJson(report).toString());
    } else {
      report.dictionaries().forEach(this::print);
      report
          .leftAlone()
          .forEach(
              each -> console.line("'" + each + "' is skipped: a sample of it gains too little"));
      report.problems().forEach(console::line);
      console.line(
          "%s frames examined, %s replaced: %s instead of %s; %s could not be read"
              .formatted(
                  Amounts.count(report.examined()),
                  Amounts.count(report.replaced()),
                  Amounts.bytes(report.bytesAfter()),
                  Amounts.bytes(report.bytesBefore()),
                  Amounts.count(report.unreadable())));
    }
    return report.unreadable() == 0 ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private RecompressionPlan plan() {
    try {
      return new RecompressionPlan(
          Duration.ofDays(days), leastSaving, Set.copyOf(dictionaries), false);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(DictionaryReport report) {
    String id = report.dictionary();
    console.line(
        id == null
            ? "no new dictionary for '" + report.collection() + "': it would gain too little"
            : "new dictionary for '" + report.collection() + "': " + id);
  }

  private static Json asJson(RecompressionReport report) {
    return new Json()
        .with("examined", report.examined())
        .with("replaced", report.replaced())
        .with("bytesBefore", report.bytesBefore())
        .with("bytesAfter", report.bytesAfter())
        .with("unreadable", report.unreadable())
        .withTexts("leftAlone", report.leftAlone())
        .withTexts("problems", report.problems());
  }
}
