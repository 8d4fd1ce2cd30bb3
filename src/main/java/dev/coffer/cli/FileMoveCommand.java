package dev.coffer.cli;

import dev.coffer.Coffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a file another path. */
@Command(
    name = "mv",
    description = "Give a file another path. A file under the new path is never replaced.",
    footer = {
      "",
      "Example:",
      "  coffer files mv --url jdbc:h2:./game-data invoices 2026/17.pdf 2027/1.pdf"
    },
    sortOptions = false)
final class FileMoveCommand extends FileCommand {
  @Parameters(index = "2", paramLabel = "NEWPATH", description = "The new path.")
  private String newPath = "";

  FileMoveCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    if (!coffer.files(collection).move(path, newPath)) {
      throw notFound();
    }
    answer("moved");
    return ExitCode.DONE;
  }
}
