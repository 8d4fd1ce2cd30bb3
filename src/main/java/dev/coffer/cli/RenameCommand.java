package dev.coffer.cli;

import dev.coffer.Coffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a record another key. */
@Command(
    name = "rename",
    description = "Give a record another key. A record under the new key is never replaced.",
    footer = {"", "Example:", "  coffer rename --url jdbc:h2:./game-data players alice alicia"},
    sortOptions = false)
final class RenameCommand extends RecordCommand {
  @Parameters(index = "2", paramLabel = "NEWKEY", description = "The new key.")
  private String newKey = "";

  RenameCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    if (!records(coffer).rename(key, newKey)) {
      throw notFound();
    }
    answer("renamed");
    return ExitCode.DONE;
  }
}
