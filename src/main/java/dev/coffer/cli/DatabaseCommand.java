package dev.coffer.cli;

import dev.coffer.Coffer;
import java.io.IOException;

/** The common base of commands on a database. */
abstract class DatabaseCommand extends ConsoleCommand {
  DatabaseCommand(Console console) {
    super(console);
  }

  @Override
  int execute() throws IOException {
    return onDatabase(connection::openExisting, this::run);
  }

  /** Runs the command. Returns the exit code. */
  abstract int run(Coffer coffer) throws IOException;
}
