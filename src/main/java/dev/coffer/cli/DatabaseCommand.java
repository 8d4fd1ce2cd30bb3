package dev.coffer.cli;

import dev.coffer.Coffer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The common base of commands on a database. */
@Command(mixinStandardHelpOptions = true, versionProvider = CofferCommand.Version.class)
abstract class DatabaseCommand implements Callable<Integer> {
  final Console console;

  /** Added to the options by {@link Commands}, because a session has one connection for all. */
  final ConnectionOptions connection = new ConnectionOptions();

  @Option(names = "--json", description = "Print machine-readable JSON.")
  boolean json;

  /** The raw arguments are searched for it too, so that it applies to parse errors. */
  @Option(names = "--debug", description = "Print logs and the whole stack trace of an error.")
  boolean debug;

  DatabaseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (Coffer coffer = connection.openExisting(console)) {
      return console
          .interruption()
          .guarding(
              coffer::close,
              () -> {
                int exitCode = run(coffer);
                console.flush();
                return exitCode;
              });
    }
  }

  /** Writes that something was done, as JSON only: text output has no line for it. */
  void answer(String done) {
    if (json) {
      console.line(new Json().with(done, true).toString());
    }
  }

  /** Runs the command. Returns the exit code. */
  abstract int run(Coffer coffer) throws IOException;
}
