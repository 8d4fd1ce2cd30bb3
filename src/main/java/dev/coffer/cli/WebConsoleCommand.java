package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.backup.BackupPlan;
import dev.coffer.console.ConsoleHandler;
import dev.coffer.console.ConsoleSettings;
import dev.coffer.console.local.LocalConsole;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the console to a browser on this machine. */
@Command(
    name = "console",
    description = {
      "Serve the console on 127.0.0.1 until Ctrl-C, and print the link to open in a browser.",
      "The link lets one browser in. Without options the console changes nothing, and shows no"
          + " values of records and no bytes of contents."
    },
    footer = {"", "Example:", "  coffer console --url jdbc:h2:./game-data --values"},
    sortOptions = false)
final class WebConsoleCommand extends DatabaseCommand {
  private static final int CONNECTIONS = 6;
  private static final int HIGHEST_PORT = 65_535;
  private static final long POLL_MILLIS = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port; by default any that is free.")
  private int port;

  @Option(names = "--write", description = "Allow changes, and tasks to be started.")
  private boolean write;

  @Option(names = "--values", description = "Show values of records and bytes of contents.")
  private boolean values;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  WebConsoleCommand(Console console) {
    super(console);
    connection.withPoolSize(CONNECTIONS);
  }

  /** With a repository, backups have a plan, by which the console shows and makes them. */
  @Override
  int execute() throws IOException {
    return repository.isGiven(console)
        ? repository.onAny(
            console,
            settings -> {
              connection.withBackups(BackupPlan.into(settings));
              return super.execute();
            })
        : super.execute();
  }

  @Override
  int run(Coffer coffer) throws IOException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new ParameterException(spec.commandLine(), "--port must be from 0 to " + HIGHEST_PORT);
    }
    ConsoleHandler handler = new ConsoleHandler(coffer, new ConsoleSettings(write, values));
    try (LocalConsole served =
        new LocalConsole(handler, port, System.getProperty("user.name", "unknown"))) {
      print(served.link());
      console.flush();
      while (!console.interruption().isRequested()) {
        await();
      }
    } catch (BindException e) {
      throw new RefusedException("the port " + port + " is in use; choose another --port", e);
    }
    return ExitCode.DONE;
  }

  private void print(URI link) {
    console.line(
        json
            ? new Json().with("link", link.toString()).toString()
            : "Open " + link + " in a browser of this machine. Ctrl-C ends the console.");
  }

  private static void await() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw new InterruptedCommandException();
    }
  }
}
