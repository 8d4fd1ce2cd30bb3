package dev.coffer.cli;

import dev.coffer.Coffer;
import java.io.IOException;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the commands of the standard input over one connection pool. */
@Command(
    name = "shell",
    description = {
      "Run commands from the standard input, one a line, in one process.",
      "A command is written as on the command line, without the options of the database. Quotes,"
          + " backslashes and comments have their meaning of a POSIX shell. 'exit' ends the"
          + " session. With --json, each command is answered by one line. The exit code is 0, or"
          + " that of the last command that failed."
    },
    footer = {"", "Example:", "  coffer shell --url jdbc:h2:./game-data --stop-on-error"},
    sortOptions = false)
final class ShellCommand extends DatabaseCommand {
  @Option(names = "--stop-on-error", description = "End with the exit code of the first failure.")
  private boolean stopOnError;

  ShellCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    Session session = new Session(console, coffer, json, debug);
    int exitCode = ExitCode.DONE;
    OptionalInt next = session.next();
    while (next.isPresent()) {
      console.interruption().check();
      if (next.getAsInt() != ExitCode.DONE) {
        exitCode = next.getAsInt();
        if (stopOnError) {
          return exitCode;
        }
      }
      if (console.out().checkError()) {
        return exitCode == ExitCode.DONE ? ExitCode.REFUSED : exitCode;
      }
      next = session.next();
    }
    return exitCode;
  }
}
