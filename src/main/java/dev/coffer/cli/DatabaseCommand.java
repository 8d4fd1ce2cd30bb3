package dev.coffer.cli;

import dev.coffer.Coffer;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The common base of commands on a database. */
@Command(mixinStandardHelpOptions = true, versionProvider = CofferCommand.Version.class)
abstract class DatabaseCommand implements Callable<Integer> {
  final Console console;

  /** Added to the options by {@link Commands}, because a session has one connection for all. */
  final ConnectionOptions connection = new ConnectionOptions();

  private @Nullable Coffer session;

  @Option(names = "--json", description = "Print machine-readable JSON.")
  boolean json;

  /** The raw arguments are searched for it too, so that it applies to parse errors. */
  @Option(names = "--debug", description = "Print logs and the whole stack trace of an error.")
  boolean debug;

  DatabaseCommand(Console console) {
    this.console = console;
  }

  /** Uses the open database of a session in place of one of the command's own. */
  void use(Coffer open) {
    session = open;
  }

  @Override
  public Integer call() throws IOException {
    json |= console.answersInJson();
    if (session != null) {
      return finish(session);
    }
    try (Coffer coffer = connection.openExisting(console)) {
      return console.interruption().guarding(coffer::close, () -> finish(coffer));
    }
  }

  private int finish(Coffer coffer) throws IOException {
    int exitCode = run(coffer);
    console.flush();
    return exitCode;
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
