package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import picocli.CommandLine.Command;

/** Deletes a content. */
@Command(
    name = "delete-content",
    description = "Delete a content at once. A content that is kept or in use is never deleted.",
    footer = {"", "Example:", "  coffer delete-content --url jdbc:h2:./game-data blake3:HASH"},
    sortOptions = false)
final class DeleteContentCommand extends ContentCommand {
  DeleteContentCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    ContentHash hash = hash();
    if (!coffer.contents().delete(hash)) {
      throw notStored(hash);
    }
    answer("deleted");
    return ExitCode.DONE;
  }
}
