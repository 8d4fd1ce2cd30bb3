package dev.coffer.cli;

import dev.coffer.Coffer;
import picocli.CommandLine.Command;

/** Deletes one record. */
@Command(
    name = "delete",
    description = "Delete a record.",
    footer = {"", "Example:", "  coffer delete --url jdbc:h2:./game-data players alice"},
    sortOptions = false)
final class DeleteCommand extends RecordCommand {
  DeleteCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    if (!new RawRecords(coffer.records(), collection).delete(key)) {
      throw notFound();
    }
    if (json) {
      console.line(new Json().with("deleted", true).toString());
    }
    return ExitCode.DONE;
  }
}
