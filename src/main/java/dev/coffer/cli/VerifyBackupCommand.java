package dev.coffer.cli;

import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.CheckReport;
import dev.coffer.backup.Snapshot;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.console.api.SnapshotJson;
import dev.coffer.format.scan.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a snapshot. */
@Command(
    name = "verify-backup",
    description = {
      "Check a snapshot, list every problem, and note the result in the repository. Without an"
          + " option, the check reads the lists of the snapshot and finds each blob in a pack.",
      "A database is not necessary. Exit code 1 means that there is a problem."
    },
    footer = {
      "",
      "Examples:",
      "  coffer verify-backup --repository ./backups --read-data=1/30",
      "  coffer verify-backup --repository ./backups 3f9a2c01 --trial"
    },
    sortOptions = false)
final class VerifyBackupCommand extends RepositoryCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "SNAPSHOT",
      description = "The first digits of the id of the snapshot (default: the newest).")
  private @Nullable String id;

  @ArgGroup private @Nullable Thoroughness thoroughness;

  /** What is checked beyond the structure. */
  static final class Thoroughness {
    @Option(
        names = "--read-data",
        arity = "0..1",
        paramLabel = "SHARE",
        fallbackValue = ReadShare.ALL,
        preprocessor = ReadShare.Attached.class,
        description =
            "Read all bytes and compare them with their hashes; or a share such as 1/30 or 10%%,"
                + " and another share with each call.")
    private @Nullable ReadShare share;

    @Option(
        names = "--trial",
        description =
            "Read all bytes, restore the snapshot into a new embedded H2 database, and compare"
                + " every record and content.")
    private boolean trial;
  }

  VerifyBackupCommand(Console console) {
    super(console);
  }

  @Override
  int run(SnapshotRepository repository) {
    Snapshot snapshot = SnapshotDetails.find(repository, id);
    CheckReport report;
    try (Progress progress = new Progress(console, "verify")) {
      report = check(repository.withProgress(RepositoryCommand.shownBy(progress)), snapshot);
    }
    if (json) {
      console.line(asJson(snapshot, report).toString());
    } else {
      report.problems().forEach(console::line);
      report
          .repositoryProblems()
          .forEach(each -> console.line("not needed by this snapshot: " + each));
      console.line(asText(snapshot, report));
    }
    boolean isSound = report.isSound() && report.repositoryProblems().isEmpty();
    return isSound ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private CheckReport check(SnapshotRepository repository, Snapshot snapshot) {
    if (thoroughness == null) {
      return repository.verify(snapshot, CheckLevel.STRUCTURE);
    }
    if (thoroughness.trial) {
      return repository.verify(snapshot, CheckLevel.TRIAL);
    }
    ReadShare share = thoroughness.share;
    return share == null || share.of() == 1
        ? repository.verify(snapshot, CheckLevel.ALL)
        : repository.verifyShare(snapshot, share.of());
  }

  private static String asText(Snapshot snapshot, CheckReport report) {
    StringBuilder text = new StringBuilder("snapshot ").append(SnapshotDetails.id(snapshot));
    text.append(": ").append(Amounts.count(report.blobs())).append(" blobs found");
    if (report.bytes() > 0) {
      text.append(", ").append(Amounts.bytes(report.bytes())).append(" read");
    }
    if (report.level() == CheckLevel.TRIAL) {
      text.append(
          ", %s records and %s contents compared"
              .formatted(
                  Amounts.count(report.comparedRecords()),
                  Amounts.count(report.comparedContents())));
    }
    text.append(", ").append(Amounts.count(report.problems().size())).append(" problems");
    if (!report.repositoryProblems().isEmpty()) {
      text.append(", ")
          .append(Amounts.count(report.repositoryProblems().size()))
          .append(" in other files");
    }
    return text.toString();
  }

  private static Json asJson(Snapshot snapshot, CheckReport report) {
    return new Json()
        .with("snapshot", snapshot.id())
        .with("level", SnapshotJson.id(report.level()))
        .with("blobs", report.blobs())
        .with("bytes", report.bytes())
        .with("comparedRecords", report.comparedRecords())
        .with("comparedContents", report.comparedContents())
        .withTexts("problems", report.problems())
        .withTexts("repositoryProblems", report.repositoryProblems());
  }
}
