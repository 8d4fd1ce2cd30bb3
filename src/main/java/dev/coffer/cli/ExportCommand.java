package dev.coffer.cli;

import dev.coffer.Coffer;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes all records of a collection in key order, their values verbatim. */
@Command(
    name = "export",
    description = "Write all records as {\"key\":…,\"value\":…}, in key order, values verbatim.",
    sortOptions = false)
final class ExportCommand extends DatabaseCommand {
  private static final int FLUSH_EVERY = 500;

  @Option(
      names = "--collection",
      required = true,
      paramLabel = "NAME",
      description = "The collection to write.")
  private String collection = "";

  @Option(
      names = "--one-line",
      description =
          "Write blanks for the line breaks inside values (never inside their texts), so that each"
              + " record is one line.")
  private boolean oneLine;

  ExportCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    RawRecords records = new RawRecords(coffer.records(), collection);
    long total = console.isTerminal() ? records.count() : 0;
    long[] written = {0};
    try (Progress progress = new Progress(console, "records")) {
      records.forEach(
          (key, value) -> {
            String line = value.addTo(new Json().with("key", key)).toString();
            console.line(oneLine ? line.replace('\n', ' ').replace('\r', ' ') : line);
            written[0]++;
            progress.at(written[0], written[0], total);
            if (written[0] % FLUSH_EVERY == 0) {
              console.flush();
            }
          });
    }
    return ExitCode.DONE;
  }
}
