package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.record.CollectionInfo;
import picocli.CommandLine.Command;

/** Lists the collections with the numbers of their records. */
@Command(
    name = "collections",
    description = "Print the number of records and the name of each collection, in order of names.",
    footer = {"", "Example:", "  coffer collections --url jdbc:h2:./game-data"},
    sortOptions = false)
final class CollectionsCommand extends DatabaseCommand {
  CollectionsCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    for (CollectionInfo collection : coffer.records().collections()) {
      console.line(
          json
              ? new Json()
                  .with("collection", collection.name())
                  .with("records", collection.count())
                  .toString()
              : collection.count() + " " + collection.name());
    }
    return ExitCode.DONE;
  }
}
