package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Migrates the schema. */
@Command(
    name = "migrate",
    description = "Create Coffer's tables, or bring them up to date.",
    footer = {"", "Example:", "  coffer migrate --url jdbc:h2:./game-data"},
    sortOptions = false)
final class MigrateCommand extends ConsoleCommand {
  MigrateCommand(Console console) {
    super(console);
  }

  @Override
  int execute() throws IOException {
    OpenSettings settings = connection.ofAny(console);
    try (Progress progress = new Progress(console, "migrating")) {
      progress.at(0, 0, 0);
      Coffer.migrate(settings);
    }
    console.interruption().check();
    // The tables must be usable before they are reported as up to date.
    Coffer.open(settings).close();
    console.line(
        json ? new Json().with("migrated", true).toString() : "Coffer's tables are up to date.");
    return ExitCode.DONE;
  }
}
