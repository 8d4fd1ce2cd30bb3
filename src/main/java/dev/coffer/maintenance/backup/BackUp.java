package dev.coffer.maintenance.backup;

import dev.coffer.api.CofferException;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupReport;
import dev.coffer.backup.Backups;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.CheckReport;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.backup.RetentionReport;
import dev.coffer.backup.Snapshot;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.RunRefusedException;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a snapshot, verifies it, and only then removes what the retention does not keep.
 * Thread-safe.
 */
public final class BackUp implements Task {
  private static final Logger log = LoggerFactory.getLogger(BackUp.class);

  private static final String RECORDS = "records";
  private static final String CONTENTS = "contents";
  private static final String BYTES = "bytes";
  private static final String DAMAGED = "damaged";
  private static final String VERIFIED = "verified";
  private static final String FORGOTTEN = "forgotten";
  private static final String FREED = "freed";

  /** The number of problems that the message of a failed run has. */
  private static final int PROBLEMS = 3;

  private final BackupPlan plan;
  private final BackupSource source;
  private final Clock clock;

  /**
   * Creates the task.
   *
   * @param clock tells the time of trial restores
   */
  public BackUp(BackupPlan plan, BackupSource source, Clock clock) {
    this.plan = plan;
    this.source = source;
    this.clock = clock;
  }

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.BACKUP;
  }

  @Override
  public void run(TaskRun run) {
    for (String figure : List.of(RECORDS, CONTENTS, BYTES, DAMAGED, VERIFIED, FORGOTTEN, FREED)) {
      run.add(figure, 0);
    }
    if (run.isDryRun()) {
      if (source.exists()) {
        retain(run, source.open(run.node()), true);
      }
      return;
    }
    String place = BackupMemory.placeOf(plan.settings().location());
    BackupMemory memory = BackupMemory.of(run.progress());
    boolean known = memory.place().equals(place);
    if (known && !run.options().force() && !source.exists()) {
      throw new RunRefusedException(
          "There is no backup repository at "
              + plan.settings().location()
              + " any more, but an earlier run made a snapshot there. Check that its file system is"
              + " mounted. To begin a new repository, run the task once with force.");
    }
    Instant lastTrial = known && source.exists() ? memory.trial() : null;
    Backups backups = source.open(run.node());
    try {
      backUp(run, backups.withProgress(new BackupPulse(run, System::nanoTime)), place, lastTrial);
    } catch (BackupPulse.StoppedException e) {
      log.info("The backup was stopped. The next one goes on from what was copied.");
    }
  }

  private void backUp(TaskRun run, Backups backups, String place, @Nullable Instant lastTrial) {
    BackupReport made = backups.create(plan.tags().toArray(String[]::new));
    Snapshot snapshot = made.snapshot();
    run.add(RECORDS, snapshot.records());
    run.add(CONTENTS, snapshot.contents());
    run.add(BYTES, made.addedBytes());
    run.add(DAMAGED, snapshot.damage().size());
    remember(run, new BackupMemory(place, lastTrial));
    Instant now = clock.instant();
    boolean trial = isTrialDue(lastTrial, now);
    CheckReport report = verify(backups, snapshot, trial);
    run.add(VERIFIED, report.isSound() ? 1 : 0);
    requireSound(snapshot, report);
    if (trial) {
      remember(run, new BackupMemory(place, now));
    }
    if (!snapshot.damage().isEmpty()) {
      log.error(
          "The snapshot {} leaves out {} damaged items of the database, so no older snapshot is"
              + " removed: they may have the only sound copy. The first one: {}",
          snapshot.id(),
          snapshot.damage().size(),
          snapshot.damage().get(0));
    } else if (run.goesOn()) {
      retain(run, backups, false);
    }
  }

  private static void remember(TaskRun run, BackupMemory memory) {
    run.batch(
        BackupPulse.LEASE,
        unit -> {
          run.saveProgress(unit, memory.text());
          return true;
        });
  }

  private boolean isTrialDue(@Nullable Instant last, Instant now) {
    Duration period = plan.trial();
    return period != null && (last == null || !last.plus(period).isAfter(now));
  }

  private CheckReport verify(Backups backups, Snapshot snapshot, boolean trial) {
    if (trial) {
      return backups.verify(snapshot, CheckLevel.TRIAL);
    }
    return plan.verification() == CheckLevel.SHARE
        ? backups.verifyShare(snapshot, plan.shares())
        : backups.verify(snapshot, plan.verification());
  }

  /** Older snapshots may need what is damaged beside the new one, so that counts too. */
  private static void requireSound(Snapshot snapshot, CheckReport report) {
    List<String> problems = new ArrayList<>(report.problems());
    problems.addAll(report.repositoryProblems());
    if (problems.isEmpty()) {
      return;
    }
    String more =
        problems.size() > PROBLEMS ? "; and " + (problems.size() - PROBLEMS) + " more" : "";
    throw new CofferException(
        (report.isSound()
                ? "The repository is damaged beside the new snapshot "
                : "The repository is damaged in the new snapshot ")
            + snapshot.id()
            + ", so no snapshot is removed. Repair it. "
            + String.join("; ", problems.subList(0, Math.min(PROBLEMS, problems.size())))
            + more
            + '.');
  }

  private void retain(TaskRun run, Backups backups, boolean dryRun) {
    RetentionPolicy policy = plan.retention();
    if (policy == null) {
      return;
    }
    List<RetentionReport> decisions = backups.forget(policy, dryRun);
    run.add(FORGOTTEN, decisions.stream().filter(each -> !each.isKept()).count());
    run.add(FREED, backups.prune(dryRun).freedBytes());
  }
}
