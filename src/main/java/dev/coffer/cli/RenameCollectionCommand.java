package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a collection another name. */
@Command(
    name = "rename-collection",
    description =
        "Give a collection another name, in one transaction. Let nothing write to either name"
            + " meanwhile.",
    footer = {
      "",
      "Example:",
      "  coffer rename-collection --url jdbc:h2:./game-data players players-2026"
    },
    sortOptions = false)
final class RenameCollectionCommand extends CollectionCommand {
  @Parameters(
      index = "1",
      paramLabel = "NEWNAME",
      description = "The new name; a collection of this name must not exist.")
  private String newName = "";

  RenameCollectionCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    long renamed = coffer.records().renameCollection(collection, newName);
    if (renamed == 0) {
      throw new RawRecords(coffer.records(), collection).absent();
    }
    console.line(
        json
            ? new Json().with("renamed", renamed).toString()
            : Amounts.count(renamed) + " records renamed");
    return ExitCode.DONE;
  }
}
