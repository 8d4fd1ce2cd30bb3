package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Migrates the schema. */
@Command(
    name = "migrate",
    description = "Create Coffer's tables, or bring them up to date.",
    footer = {"", "Example:", "  coffer migrate --url jdbc:h2:./game-data"},
    sortOptions = false)
final class MigrateCommand extends DatabaseCommand {
  MigrateCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    OpenSettings settings = connection.ofAny(console);
    try (Progress progress = new Progress(console, "migrating")) {
      progress.at(0, 0, 0);
      Coffer.migrate(settings);
    }
    console.interruption().check();
    try (Coffer coffer = Coffer.open(settings)) {
      return run(coffer);
    }
  }

  @Override
  int run(Coffer coffer) throws IOException {
    console.line(
        json ? new Json().with("migrated", true).toString() : "Coffer's tables are up to date.");
    console.flush();
    return ExitCode.DONE;
  }
}
