package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The common base of all commands. */
@Command(mixinStandardHelpOptions = true, versionProvider = CofferCommand.Version.class)
abstract class ConsoleCommand implements Callable<Integer> {
  final Console console;

  /** Added to the options outside of sessions, because a session has one connection for all. */
  final ConnectionOptions connection = new ConnectionOptions();

  private @Nullable Coffer session;

  @Option(names = "--json", description = "Print machine-readable JSON.")
  boolean json;

  /** The raw arguments are searched for it too, so that it applies to parse errors. */
  @Option(names = "--debug", description = "Print logs and the whole stack trace of an error.")
  boolean debug;

  ConsoleCommand(Console console) {
    this.console = console;
  }

  /** Adds the options for the database. */
  void addConnection(CommandSpec command) {
    connection.addTo(command);
  }

  /** Uses the open database of a session in place of one of the command's own. */
  void use(Coffer open) {
    session = open;
  }

  @Override
  public Integer call() throws IOException {
    json |= console.answersInJson();
    int exitCode = execute();
    console.flush();
    return exitCode;
  }

  /** Executes the command. Returns the exit code. */
  abstract int execute() throws IOException;

  /** Opens a database. */
  interface Opening {
    Coffer open(Console console) throws IOException;
  }

  /** Work on a database. */
  interface Work {
    int run(Coffer coffer) throws IOException;
  }

  /** Requires that a database is named, before anything is opened. */
  void requireDatabase() {
    if (session == null) {
      connection.require(console);
    }
  }

  /** Runs work on the database of the session, or on one that is opened for it and then closed. */
  int onDatabase(Opening opening, Work work) throws IOException {
    if (session != null) {
      return work.run(session);
    }
    try (Coffer coffer = opening.open(console)) {
      return console
          .interruption()
          .guarding(
              coffer::close,
              () -> {
                int exitCode = work.run(coffer);
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
}
