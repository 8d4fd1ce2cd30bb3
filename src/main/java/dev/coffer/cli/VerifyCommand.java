package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.VerificationReport;
import picocli.CommandLine.Command;

/** Verifies all stored data. */
@Command(
    name = "verify",
    description = "Read all stored data, compare every hash, and list the damage.",
    footer = {"", "Example:", "  coffer verify --url jdbc:h2:./game-data"},
    sortOptions = false)
final class VerifyCommand extends DatabaseCommand {
  VerifyCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    return verify(console, coffer, json);
  }

  /** Verifies all data and prints the result. Returns the exit code. */
  static int verify(Console console, Coffer coffer, boolean json) {
    VerificationReport report;
    try (Progress progress = new Progress(console, "records and contents")) {
      report = coffer.verify((checked, total) -> progress.at(checked, checked, total));
    }
    if (json) {
      console.line(asJson(report).toString());
    } else {
      report.damaged().forEach(console::line);
      console.line(
          "%s records and %s contents (%s) verified, %s damaged"
              .formatted(
                  Amounts.count(report.recordsChecked()),
                  Amounts.count(report.contentsChecked()),
                  Amounts.bytes(report.bytesChecked()),
                  Amounts.count(report.damaged().size())));
    }
    return report.isClean() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static Json asJson(VerificationReport report) {
    return new Json()
        .with("recordsChecked", report.recordsChecked())
        .with("contentsChecked", report.contentsChecked())
        .with("bytesChecked", report.bytesChecked())
        .withTexts("damaged", report.damaged());
  }
}
