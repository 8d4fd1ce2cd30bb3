package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.DictionaryReport;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains or retires the compression dictionary of a collection. */
@Command(
    name = "dictionary",
    description =
        "Train a compression dictionary from values of a collection, for its new values. It"
            + " contains only what many values have in common.",
    footer = {"", "Example:", "  coffer dictionary --url jdbc:h2:./game-data players"},
    sortOptions = false)
final class DictionaryCommand extends CollectionCommand {
  @Option(names = "--forget", description = "Compress new values without a dictionary again.")
  private boolean forget;

  @Option(
      names = "--dense",
      description =
          "Train a dictionary that saves more because it contains pieces of single values.")
  private boolean dense;

  DictionaryCommand(Console console) {
    super(console);
  }

  @Override
  int execute() throws IOException {
    if (dense) {
      connection.withDictionaries(DictionarySettings.defaults().withMode(DictionaryMode.DENSE));
    }
    return super.execute();
  }

  @Override
  int run(Coffer coffer) {
    if (forget) {
      return forget(coffer);
    }
    RawRecords records = new RawRecords(coffer.records(), collection);
    if (records.isEmpty()) {
      throw records.absent();
    }
    DictionaryReport report;
    try (Progress progress = new Progress(console, "training a dictionary")) {
      progress.at(0, 0, 0);
      report = coffer.trainDictionary(collection);
    }
    String id = report.dictionary();
    if (json) {
      Json object =
          new Json()
              .with("samples", report.samples())
              .with("bytesBefore", report.bytesBefore())
              .with("bytesAfter", report.bytesAfter());
      console.line((id == null ? object : object.with("dictionary", id)).toString());
    } else {
      console.line(
          "%s values read; with a dictionary they are %s times smaller%s"
              .formatted(
                  Amounts.count(report.samples()),
                  String.format(Locale.ROOT, "%.2f", report.gain()),
                  id == null ? ", so none is kept" : ": " + id));
    }
    return id == null ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private int forget(Coffer coffer) {
    if (!coffer.forgetDictionary(collection)) {
      throw new RefusedException("no dictionary is active for the collection '" + collection + "'");
    }
    answer("forgotten");
    return ExitCode.DONE;
  }
}
