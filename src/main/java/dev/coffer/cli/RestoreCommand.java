package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.backup.ConflictRule;
import dev.coffer.backup.RestorePlan;
import dev.coffer.backup.RestoreReport;
import dev.coffer.backup.Snapshot;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.console.api.SnapshotJson;
import dev.coffer.format.scan.Json;
import dev.coffer.record.CollectionInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a snapshot into a database. */
@Command(
    name = "restore",
    description = {
      "Write a snapshot, or the chosen part of it, into the database, which may be of another"
          + " product than the one of the snapshot. Coffer's tables are created or brought up to date first."
          + " An interrupted restore goes on when it is called again."
    },
    footer = {
      "",
      "Examples:",
      "  coffer restore --url jdbc:h2:./new-data --repository ./backups --verify",
      "  coffer restore --url jdbc:h2:./data --repository ./b --at 2026-11-28T14:30Z",
      "  coffer restore --url jdbc:h2:./data --repository ./b --key players/alice"
    },
    sortOptions = false)
final class RestoreCommand extends ConsoleCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @ArgGroup private @Nullable Choice choice;

  /** The snapshot; without a choice it is the newest. */
  static final class Choice {
    @Option(
        names = "--snapshot",
        paramLabel = "ID",
        description = "The first digits of the id of the snapshot (default: the newest).")
    private @Nullable String id;

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description =
            "The newest snapshot that is not after this time, such as 2026-11-28T14:30:00Z; without"
                + " an offset in the time zone of this machine.")
    private @Nullable Instant time;
  }

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "Restore this collection with its contents alone. May be repeated.")
  private List<String> collections = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "COLLECTION/KEY",
      description = "Restore this record with its contents alone. May be repeated.")
  private List<RecordName> keys = new ArrayList<>();

  @Option(
      names = "--content",
      paramLabel = "HASH",
      description = "Restore this content alone. May be repeated.")
  private List<ContentHash> contents = new ArrayList<>();

  @Option(
      names = "--on-conflict",
      paramLabel = "RULE",
      completionCandidates = Rules.class,
      description =
          "What happens to a record that has another version in the database: refuse (the default),"
              + " skip, overwrite, or newer, which replaces it if its version is smaller. With"
              + " a rule other than refuse, the command asks if the database has data; without a"
              + " terminal --yes is necessary.")
  private String rule = SnapshotJson.id(ConflictRule.REFUSE);

  @Option(names = "--yes", description = "Restore without a question.")
  private boolean yes;

  @Option(
      names = "--verify",
      description = "Then read all data of the database, as 'verify' does, and list the damage.")
  private boolean verify;

  /** The names of the rules. */
  static final class Rules implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ConflictRule.values()).map(SnapshotJson::id).iterator();
    }
  }

  RestoreCommand(Console console) {
    super(console);
  }

  /** Finds the snapshot first, so that a mistyped repository creates no database. */
  @Override
  int execute() throws IOException {
    RestorePlan plan = plan();
    repository.require(console);
    requireDatabase();
    return repository.onExisting(
        console,
        settings -> {
          Snapshot snapshot = snapshot(RepositoryCommand.open(settings));
          return onDatabase(
              connection::openMigrated, coffer -> restore(coffer, settings, snapshot, plan));
        });
  }

  private int restore(Coffer coffer, BackupSettings settings, Snapshot snapshot, RestorePlan plan)
      throws IOException {
    Backups backups = RepositoryOptions.opened(() -> coffer.backups(settings));
    if (plan.conflicts() != ConflictRule.REFUSE && !yes) {
      requireConsent(coffer, snapshot);
    }
    long start = System.nanoTime();
    RestoreReport report = restore(backups, snapshot, plan);
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    if (json) {
      console.line(asJson(snapshot, report, duration).toString());
    } else {
      report.problems().forEach(console::line);
      console.line(asText(snapshot, report, duration));
    }
    console.flush();
    int verified = verify ? VerifyCommand.verify(console, coffer, json) : ExitCode.DONE;
    return report.problems().isEmpty() ? verified : ExitCode.REFUSED;
  }

  private RestoreReport restore(Backups backups, Snapshot snapshot, RestorePlan plan) {
    try (Progress progress = new Progress(console, "restore")) {
      return backups.withProgress(RepositoryCommand.shownBy(progress)).restore(snapshot, plan);
    } catch (IllegalArgumentException e) {
      // The snapshot does not have what was chosen.
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  private Snapshot snapshot(SnapshotRepository backups) {
    Instant time = choice == null ? null : choice.time;
    if (time == null) {
      return SnapshotDetails.find(backups, choice == null ? null : choice.id);
    }
    return backups
        .latestAt(time)
        .orElseThrow(
            () ->
                new RefusedException(
                    "the repository has no snapshot of " + time + " or before; see 'snapshots'"));
  }

  private RestorePlan plan() {
    RestorePlan plan = RestorePlan.all().withConflicts(rule());
    for (String each : collections) {
      plan = plan.withCollection(each);
    }
    for (RecordName each : keys) {
      plan = plan.withKey(each.collection(), each.key());
    }
    for (ContentHash each : contents) {
      plan = plan.withContent(each);
    }
    return plan;
  }

  private ConflictRule rule() {
    return Arrays.stream(ConflictRule.values())
        .filter(each -> SnapshotJson.id(each).equals(rule.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--on-conflict is '"
                        + rule
                        + "'; it must be one of "
                        + String.join(", ", new Rules())));
  }

  private void requireConsent(Coffer coffer, Snapshot snapshot) throws IOException {
    long records = coffer.records().collections().stream().mapToLong(CollectionInfo::count).sum();
    if (records == 0 && coffer.contents().list(null, 1).isEmpty()) {
      return;
    }
    new Consent(console, spec.commandLine())
        .require(
            "--on-conflict",
            "Restore snapshot %s of %s into a database with %s records (%s)?"
                .formatted(
                    SnapshotDetails.id(snapshot),
                    RunDetails.time(snapshot.createdAt()),
                    Amounts.count(records),
                    rule),
            "nothing was restored");
  }

  private static String asText(Snapshot snapshot, RestoreReport report, Duration duration) {
    return "snapshot %s of %s: %s records and %s contents restored, %s and %s compared, %s, %s"
        .formatted(
            SnapshotDetails.id(snapshot),
            RunDetails.time(snapshot.createdAt()),
            Amounts.count(report.records()),
            Amounts.count(report.contents()),
            Amounts.count(report.comparedRecords()),
            Amounts.count(report.comparedContents()),
            Amounts.count(report.problems().size()) + " problems",
            Amounts.time(duration));
  }

  private static Json asJson(Snapshot snapshot, RestoreReport report, Duration duration) {
    return new Json()
        .with("snapshot", snapshot.id())
        .with("createdAt", snapshot.createdAt())
        .with("records", report.records())
        .with("contents", report.contents())
        .with("comparedRecords", report.comparedRecords())
        .with("comparedContents", report.comparedContents())
        .withTexts("problems", report.problems())
        .with("durationMillis", duration.toMillis());
  }
}
