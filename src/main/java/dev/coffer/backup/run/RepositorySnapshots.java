package dev.coffer.backup.run;

import dev.coffer.backup.BackupProgress;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.CheckReport;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.PruneReport;
import dev.coffer.backup.RepairReport;
import dev.coffer.backup.RepositorySecret;
import dev.coffer.backup.RestorePlan;
import dev.coffer.backup.RestoreReport;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.backup.RetentionReport;
import dev.coffer.backup.Snapshot;
import dev.coffer.backup.SnapshotRepository;
import dev.coffer.backup.repair.OtherRepository;
import dev.coffer.backup.repair.Repair;
import dev.coffer.backup.restore.Restore;
import dev.coffer.backup.retain.Retention;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.snapshot.UsedBlobs;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.verify.RepositoryCheck;
import dev.coffer.backup.verify.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots in one repository. Thread-safe. */
public class RepositorySnapshots implements SnapshotRepository {
  private static final Logger log = LoggerFactory.getLogger(RepositorySnapshots.class);

  private final BackupRepository repository;
  private final Duration grace;
  private final Supplier<ScratchDatabase> scratch;
  private final @Nullable Consumer<BackupProgress> listener;
  private final Clock clock = Clock.systemUTC();

  /**
   * Opens an existing repository.
   *
   * @param scratch makes a database for a trial restore
   * @throws dev.coffer.api.CofferException if there is none
   */
  public RepositorySnapshots(BackupSettings settings, Supplier<ScratchDatabase> scratch) {
    this(
        BackupRepository.open(settings.location(), settings.secret()),
        settings.grace(),
        scratch,
        null);
  }

  RepositorySnapshots(
      BackupRepository repository,
      Duration grace,
      Supplier<ScratchDatabase> scratch,
      @Nullable Consumer<BackupProgress> listener) {
    this.repository = repository;
    this.grace = grace;
    this.scratch = scratch;
    this.listener = listener;
  }

  final BackupRepository repository() {
    return repository;
  }

  final Duration grace() {
    return grace;
  }

  final Supplier<ScratchDatabase> scratch() {
    return scratch;
  }

  final @Nullable Consumer<BackupProgress> listener() {
    return listener;
  }

  @Override
  public SnapshotRepository withProgress(Consumer<BackupProgress> newListener) {
    return new RepositorySnapshots(repository, grace, scratch, newListener);
  }

  @Override
  public List<Snapshot> snapshots() {
    List<CheckRows.Row> checks = CheckRows.all(repository);
    List<Snapshot> snapshots = new ArrayList<>();
    for (String name : repository.snapshots()) {
      try {
        snapshots.add(snapshot(name, manifest(name), checks));
      } catch (DamagedRepositoryException e) {
        log.warn("A snapshot is left out, because its file cannot be read.", e);
      }
    }
    snapshots.sort(
        Comparator.comparing(Snapshot::createdAt).thenComparing(Snapshot::id).reversed());
    return snapshots;
  }

  Manifest manifest(String name) {
    return Manifest.of(BackupRepository.snapshotPath(name), repository.readSnapshot(name));
  }

  static Snapshot snapshot(String name, Manifest manifest, List<CheckRows.Row> checks) {
    Manifest.Totals totals = manifest.totals();
    return new Snapshot(
        name,
        Instant.EPOCH.plus(manifest.createdAt(), ChronoUnit.MICROS),
        manifest.product(),
        manifest.database(),
        manifest.node(),
        manifest.tags(),
        totals.records(),
        totals.recordBytes(),
        totals.contents(),
        totals.contentBytes(),
        manifest.damage(),
        CheckRows.newestSound(checks, name).map(CheckRows.Row::verified).orElse(null));
  }

  @Override
  public Optional<Snapshot> snapshot(String id) {
    List<Snapshot> found = snapshots().stream().filter(each -> each.id().startsWith(id)).toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "The ids of " + found.size() + " snapshots begin with '" + id + "'. Give more digits.");
    }
    return found.stream().findFirst();
  }

  @Override
  public CheckReport verify(Snapshot snapshot, CheckLevel level) {
    return switch (level) {
      case STRUCTURE -> check(snapshot, level, Share.NONE);
      case SHARE ->
          throw new IllegalArgumentException("The level SHARE needs a share: call verifyShare.");
      case ALL, TRIAL -> check(snapshot, level, Share.ALL);
    };
  }

  @Override
  public CheckReport verifyShare(Snapshot snapshot, int of) {
    if (of < 1) {
      throw new IllegalArgumentException("The number of shares is " + of + "; it must be above 0.");
    }
    Set<String> ofOthers =
        snapshots().stream()
            .filter(each -> !each.database().equals(snapshot.database()))
            .map(Snapshot::id)
            .collect(Collectors.toSet());
    int share = CheckRows.nextShare(CheckRows.all(repository), snapshot.id(), ofOthers, of);
    return check(snapshot, CheckLevel.SHARE, new Share(share, of));
  }

  private CheckReport check(Snapshot snapshot, CheckLevel level, Share share) {
    CheckReport report;
    try (BlobStore store = repository.blobs()) {
      RepositoryCheck.Result result =
          new RepositoryCheck(repository, store, snapshot.id(), listener).run(share);
      List<String> problems = new ArrayList<>(result.problems());
      Manifest manifest = result.soundManifest();
      long records = 0;
      long contents = 0;
      if (level == CheckLevel.TRIAL && manifest != null) {
        try (ScratchDatabase database = scratch.get()) {
          RestoreReport restored =
              new Restore(database.own(), RestorePlan.all(), listener).runExactly(store, manifest);
          problems.addAll(restored.problems());
          records = restored.comparedRecords();
          contents = restored.comparedContents();
        }
      }
      report =
          new CheckReport(
              level,
              result.blobs(),
              result.bytes(),
              records,
              contents,
              problems,
              result.repositoryProblems());
    }
    CheckRows.add(
        repository,
        new CheckRows.Row(
            snapshot.id(),
            level,
            clock.instant(),
            share.number(),
            Math.max(1, share.of()),
            report.isSound()));
    return report;
  }

  @Override
  public List<RetentionReport> forget(RetentionPolicy policy, boolean dryRun) {
    return forget(policy, dryRun, database -> true);
  }

  /**
   * Removes snapshots of some databases.
   *
   * @param databases whether the snapshots of a database are judged
   */
  final List<RetentionReport> forget(
      RetentionPolicy policy, boolean dryRun, Predicate<String> databases) {
    Map<String, Snapshot> byId = new HashMap<>();
    List<Retention.Candidate> candidates = new ArrayList<>();
    Map<String, Snapshot> newest = new HashMap<>();
    List<Snapshot> newestFirst =
        snapshots().stream().filter(each -> databases.test(each.database())).toList();
    for (Snapshot each : newestFirst) {
      newest.putIfAbsent(each.database(), each);
      byId.put(each.id(), each);
      candidates.add(
          new Retention.Candidate(
              each.id(),
              each.database(),
              each.createdAt(),
              new HashSet<>(each.tags()),
              each.verified() != null));
    }
    List<CheckRows.Row> checks = CheckRows.all(repository);
    Map<String, List<String>> failures = new HashMap<>();
    newest.forEach((database, each) -> failures.put(database, lastFailure(checks, each)));
    List<RetentionReport> reports = new ArrayList<>();
    for (Retention.Decision each : Retention.decide(policy, candidates)) {
      @Nullable Snapshot snapshot = byId.get(each.snapshot().name());
      if (snapshot != null) {
        RetentionReport report =
            new RetentionReport(
                snapshot,
                each.isKept()
                    ? each.reasons()
                    : failures.getOrDefault(snapshot.database(), List.of()));
        reports.add(report);
        if (!report.isKept() && !dryRun) {
          repository.removeSnapshot(snapshot.id());
        }
      }
    }
    return reports;
  }

  /** Why no snapshot of a database is removed now; empty if its last backup succeeded. */
  private static List<String> lastFailure(List<CheckRows.Row> checks, Snapshot newest) {
    if (CheckRows.lastBackupFailed(checks, newest.database())) {
      return List.of("the last backup failed");
    }
    if (CheckRows.isUnsound(checks, newest.id())) {
      return List.of("the last snapshot is damaged");
    }
    // An earlier snapshot may have the sound values.
    return newest.damage().isEmpty() ? List.of() : List.of("the last backup left out damage");
  }

  @Override
  public PruneReport prune(boolean dryRun) {
    // The snapshots are read after this moment: a backup that may rely on a file with an expired
    // mark has ended by then.
    Instant now = clock.instant();
    if (repository.snapshots().isEmpty()) {
      // None was made yet, or all files of snapshots are lost: then a repair needs what is there.
      log.warn("The repository has no snapshot, so nothing is deleted.");
      return new PruneReport(0, 0, 0, 0);
    }
    UsedBlobs used;
    try (BlobStore store = repository.blobs()) {
      used = new UsedBlobs(store);
      for (String name : repository.snapshots()) {
        used.add(manifest(name));
      }
    }
    BackupRepository.Pruned pruned = repository.prune(used.all(), grace, now, dryRun);
    if (!dryRun) {
      CheckRows.tidy(repository, Set.copyOf(repository.snapshots()));
    }
    return new PruneReport(
        pruned.marked(), pruned.rewritten(), pruned.deleted(), pruned.freedBytes());
  }

  @Override
  public RepairReport repairFrom(BackupSettings other) {
    Objects.requireNonNull(other, "The argument 'other' is null.");
    OtherRepository source =
        new OtherRepository(repository, BackupRepository.open(other.location(), other.secret()));
    return new Repair(repository).run(source::addTo, clock.instant());
  }

  @Override
  public void changeSecret(RepositorySecret newSecret) {
    Objects.requireNonNull(newSecret, "The argument 'newSecret' is null.");
    repository.changeSecret(newSecret);
  }
}
