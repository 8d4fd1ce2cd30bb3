package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes all records of a collection in key order. */
@Command(
    name = "export",
    description = "Write all records as {\"key\":…,\"value\":…}, one per line, in key order.",
    footer = {
      "",
      "Example:",
      "  coffer export --url jdbc:h2:./game-data --collection players --verbatim"
    },
    sortOptions = false)
final class ExportCommand extends DatabaseCommand {
  private static final int FLUSH_EVERY = 500;

  @Option(
      names = "--collection",
      required = true,
      paramLabel = "NAME",
      description = "The collection to export.")
  private String collection = "";

  @Option(
      names = "--verbatim",
      description =
          "Keep the line breaks inside values. Without this option each line break becomes a"
              + " blank, so that every record is one line.")
  private boolean verbatim;

  ExportCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    RawRecords records = new RawRecords(coffer.records(), collection);
    long total = console.showsProgress() ? records.count() : 0;
    long[] written = {0};
    try (Progress progress = new Progress(console, "records")) {
      records.forEach(
          (key, value) -> {
            String line = value.addTo(new Json().with("key", key)).toString();
            console.verbatim(verbatim ? line : line.replace('\n', ' ').replace('\r', ' '));
            written[0]++;
            progress.at(written[0], written[0], total);
            if (written[0] % FLUSH_EVERY == 0) {
              console.flush();
            }
          });
    }
    if (written[0] == 0) {
      throw records.absent();
    }
    return ExitCode.DONE;
  }
}
