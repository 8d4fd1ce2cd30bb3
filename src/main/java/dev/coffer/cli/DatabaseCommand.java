package dev.coffer.cli;

import dev.coffer.Coffer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands that work on a database share. */
@Command(mixinStandardHelpOptions = true, versionProvider = CofferCommand.Version.class)
abstract class DatabaseCommand implements Callable<Integer> {
  final Console console;

  @Mixin final ConnectionOptions connection = new ConnectionOptions();

  @Option(names = "--json", description = "Print machine-readable JSON.")
  boolean json;

  /** Looked for among the raw arguments too, so that it holds where they cannot be parsed. */
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

  /** Does the work; gives the exit code. */
  abstract int run(Coffer coffer) throws IOException;
}
