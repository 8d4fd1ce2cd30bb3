package dev.coffer.cli;

import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.PruneReport;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.format.scan.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Frees the space of forgotten snapshots. */
@Command(
    name = "prune",
    description = {
      "Delete what no snapshot needs. A first call marks packs and copies the needed rest of them; a"
          + " call after the grace deletes them, so that a backup at the same time comes to no"
          + " harm.",
      "A database is not necessary."
    },
    footer = {"", "Example:", "  coffer prune --repository ./backups --dry-run"},
    sortOptions = false)
final class PruneCommand extends RepositoryCommand {
  @Option(names = "--dry-run", description = "Change nothing; print what would be done.")
  private boolean dryRun;

  @Mixin private GraceOption grace = new GraceOption();

  PruneCommand(Console console) {
    super(console);
  }

  @Override
  BackupSettings changed(BackupSettings settings) {
    return grace.in(settings);
  }

  @Override
  int run(SnapshotRepository repository) {
    PruneReport report = prune(console, repository, dryRun);
    console.line(json ? asJson(report).toString() : asText(report, dryRun));
    return ExitCode.DONE;
  }

  static PruneReport prune(Console console, SnapshotRepository repository, boolean dryRun) {
    try (Progress progress = new Progress(console, "prune")) {
      return repository.withProgress(RepositoryCommand.shownBy(progress)).prune(dryRun);
    }
  }

  static String asText(PruneReport report, boolean dryRun) {
    return "%s packs marked, %s of them copied in part; %s packs deleted, %s freed%s"
        .formatted(
            Amounts.count(report.marked()),
            Amounts.count(report.rewritten()),
            Amounts.count(report.deleted()),
            Amounts.bytes(report.freedBytes()),
            dryRun ? " (dry run)" : "");
  }

  static Json asJson(PruneReport report) {
    return new Json()
        .with("marked", report.marked())
        .with("rewritten", report.rewritten())
        .with("deleted", report.deleted())
        .with("freedBytes", report.freedBytes());
  }
}
