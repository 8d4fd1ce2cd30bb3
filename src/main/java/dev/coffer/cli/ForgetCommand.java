package dev.coffer.cli;

import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.PruneReport;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.backup.RetentionReport;
import dev.coffer.backup.Snapshot;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes snapshots by rules. */
@Command(
    name = "forget",
    description = {
      "Remove the snapshots that no rule keeps, and print the decision on each with its reasons. The"
          + " newest snapshot and the newest verified one always stay. Nothing is removed if the last"
          + " backup failed or left out damage.",
      "The space is freed by 'prune'. A database is not necessary."
    },
    footer = {
      "",
      "Example:",
      "  coffer forget --repository ./backups --keep-daily 7 --keep-weekly 5 --dry-run"
    },
    sortOptions = false)
final class ForgetCommand extends RepositoryCommand {
  @Mixin private RetentionOptions retention = new RetentionOptions();

  @Option(names = "--dry-run", description = "Change nothing; print what would be removed.")
  private boolean dryRun;

  @Option(names = "--prune", description = "Then free the space, as 'prune' does.")
  private boolean prune;

  @Mixin private GraceOption grace = new GraceOption();

  ForgetCommand(Console console) {
    super(console);
  }

  @Override
  int execute() throws IOException {
    var unused = retention.policy();
    return super.execute();
  }

  @Override
  BackupSettings changed(BackupSettings settings) {
    return grace.in(settings);
  }

  @Override
  int run(SnapshotRepository repository) throws IOException {
    RetentionPolicy policy = retention.policy();
    List<RetentionReport> reports = repository.forget(policy, dryRun);
    for (RetentionReport report : reports) {
      console.line(json ? asJson(report).toString() : asText(report, dryRun));
    }
    console.flush();
    if (prune) {
      PruneReport report = PruneCommand.prune(console, repository, dryRun);
      console.line(
          json ? PruneCommand.asJson(report).toString() : PruneCommand.asText(report, dryRun));
    }
    return ExitCode.DONE;
  }

  private static String asText(RetentionReport report, boolean dryRun) {
    Snapshot snapshot = report.snapshot();
    return "%s  %s  %s"
        .formatted(
            SnapshotDetails.id(snapshot),
            RunDetails.time(snapshot.createdAt()),
            report.isKept() ? "kept: " + String.join(", ", report.reasons()) : removal(dryRun));
  }

  private static String removal(boolean dryRun) {
    return dryRun ? "would be removed" : "removed";
  }

  private static Json asJson(RetentionReport report) {
    return new Json()
        .with("snapshot", report.snapshot().id())
        .with("createdAt", report.snapshot().createdAt())
        .with("kept", report.isKept())
        .withTexts("reasons", report.reasons());
  }
}
