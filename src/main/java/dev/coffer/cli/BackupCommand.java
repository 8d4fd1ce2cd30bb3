package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.backup.BackupReport;
import dev.coffer.backup.Backups;
import dev.coffer.backup.Snapshot;
import dev.coffer.console.api.SnapshotJson;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a snapshot. */
@Command(
    name = "backup",
    description = {
      "Copy all records and contents into a repository as one snapshot; what the repository has"
          + " already is not copied again. The repository is created if its directory is empty or"
          + " absent, and encrypted if a passphrase or a key file is given.",
      "Exit code 1 means that damage in the database was left out of the snapshot."
    },
    footer = {
      "",
      "Example:",
      "  coffer backup --url jdbc:h2:./game-data --repository ./backups --tag nightly"
    },
    sortOptions = false)
final class BackupCommand extends ConsoleCommand {
  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "A word that 'forget --keep-tag' may name. May be repeated.")
  private List<String> tags = new ArrayList<>();

  BackupCommand(Console console) {
    super(console);
  }

  @Override
  int execute() throws IOException {
    repository.require(console);
    requireDatabase();
    return onDatabase(connection::openExisting, this::run);
  }

  private int run(Coffer coffer) throws IOException {
    return repository.onAny(
        console, settings -> create(RepositoryOptions.opened(() -> coffer.backups(settings))));
  }

  private int create(Backups backups) {
    BackupReport report;
    try (Progress progress = new Progress(console, "backup")) {
      report =
          backups
              .withProgress(RepositoryCommand.shownBy(progress))
              .create(tags.toArray(new String[0]));
    }
    Snapshot snapshot = report.snapshot();
    console.line(json ? asJson(report).toString() : asText(report));
    for (String damage : snapshot.damage()) {
      console.error("left out: " + damage, ExitCode.REFUSED);
    }
    return snapshot.damage().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static String asText(BackupReport report) {
    Snapshot snapshot = report.snapshot();
    return "snapshot %s: %s records and %s contents (%s), %s added, %s"
        .formatted(
            SnapshotDetails.id(snapshot),
            Amounts.count(snapshot.records()),
            Amounts.count(snapshot.contents()),
            Amounts.bytes(SnapshotDetails.bytes(snapshot)),
            Amounts.bytes(report.addedBytes()),
            Amounts.time(report.duration()));
  }

  private static Json asJson(BackupReport report) {
    return new Json()
        .with("snapshot", SnapshotJson.of(report.snapshot()))
        .with("addedBytes", report.addedBytes())
        .with("durationMillis", report.duration().toMillis());
  }
}
