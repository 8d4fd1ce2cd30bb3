package dev.coffer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.api.ClosedException;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.BackupStatus;
import dev.coffer.content.row.DamageRows;
import dev.coffer.maintenance.Damage;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.StorageHistory;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.maintenance.TaskTotals;
import dev.coffer.maintenance.engine.MaintenanceEngine;
import dev.coffer.maintenance.engine.RunTotals;
import dev.coffer.maintenance.measure.MeasuredHistory;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.maintenance.schedule.ExecutorScheduler;
import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import dev.coffer.maintenance.schedule.SchedulerProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance of the current database of each call, and the schedule for all databases.
 * Thread-safe.
 */
final class CofferMaintenance implements Maintenance {
  /** The maximum number of reported damages. */
  private static final int DAMAGE = 1_000;

  /** The number of periods without a success after which a task is out of date. */
  private static final int PERIODS = 3;

  private final Tenancy tenancy;
  private final Map<MaintenanceTask, CronExpression> tasks;
  private final @Nullable MaintenanceScheduler given;
  private final EarlyStarts early;
  private final @Nullable BackupPlan plan;
  private final @Nullable BackupWatch watch;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable ScheduledRuns runs;

  @GuardedBy("lock")
  private boolean closed;

  /**
   * Creates the maintenance without starting its schedule.
   *
   * @param plan the plan of backups; null for none
   * @param given the scheduler; null for the default
   * @param writes the number of writes of this process so far
   */
  CofferMaintenance(
      Tenancy tenancy,
      MaintenanceSettings settings,
      @Nullable BackupPlan plan,
      @Nullable MaintenanceScheduler given,
      LongSupplier writes) {
    this.tenancy = tenancy;
    this.plan = plan;
    this.watch =
        plan == null
            ? null
            : new BackupWatch(plan.maxAge(), new WatchedRepository(plan.settings(), tenancy));
    MaintenanceSettings own =
        plan == null ? settings.withoutSchedule(MaintenanceTask.BACKUP) : settings;
    this.tasks = ScheduledTasks.of(own);
    this.given = given;
    this.early = new EarlyStarts(settings, writes);
  }

  @Override
  public RunReport run(MaintenanceTask task, RunOptions options) {
    Objects.requireNonNull(task, "The argument 'task' is null.");
    Objects.requireNonNull(options, "The argument 'options' is null.");
    noteStart(task, options);
    return tenancy.current().maintenance().run(task, options, null);
  }

  private void noteStart(MaintenanceTask task, RunOptions options) {
    if (!options.dryRun() && tenancy.known().size() == 1) {
      early.started(task);
    }
  }

  @Override
  public CompletableFuture<RunReport> runAsync(MaintenanceTask task, RunOptions options) {
    Objects.requireNonNull(task, "The argument 'task' is null.");
    Objects.requireNonNull(options, "The argument 'options' is null.");
    noteStart(task, options);
    // The tenant is that of the calling thread.
    MaintenanceEngine engine = tenancy.current().maintenance();
    return CompletableFuture.supplyAsync(
        () -> engine.run(task, options, null),
        run -> {
          Thread thread = new Thread(run, "coffer-maintenance-" + task.id());
          thread.setDaemon(true);
          thread.start();
        });
  }

  @Override
  public Map<MaintenanceTask, TaskTotals> totals() {
    return RunTotals.sumOf(tenancy.known().stream().map(CofferParts::maintenance).toList());
  }

  @Override
  public List<MaintenanceTask> tasks() {
    return tenancy.current().maintenance().tasks();
  }

  @Override
  public List<RunReport> runAll(RunOptions options) {
    Objects.requireNonNull(options, "The argument 'options' is null.");
    return tenancy.current().maintenance().runAll(options);
  }

  @Override
  public List<RunReport> runs(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit is " + limit + "; use 1 or more.");
    }
    return tenancy.current().maintenance().runs(limit);
  }

  @Override
  public StorageHistory history() {
    return new MeasuredHistory(tenancy.current().own());
  }

  @Override
  public List<TaskStatus> status() {
    ScheduledRuns started = runs;
    if (started == null) {
      return tenancy.current().maintenance().status(task -> null);
    }
    Instant now = Instant.now();
    return tenancy.current().maintenance().status(started::next).stream()
        .map(each -> isOutOfDate(each, started.startedAt(), now) ? outOfDate(each) : each)
        .toList();
  }

  @Override
  public Optional<BackupStatus> backups() {
    return watch == null ? Optional.empty() : Optional.of(watch.status());
  }

  @Override
  public Optional<BackupPlan> backupPlan() {
    return Optional.ofNullable(plan);
  }

  /**
   * The repository of scheduled backups.
   *
   * @throws InvalidSettingException if there is no plan of backups
   */
  BackupSettings repository() {
    if (plan == null) {
      throw new InvalidSettingException(
          "coffer.backup.location",
          "",
          "Set it, call OpenSettings.withBackups or CofferBuilder.backups, or pass the repository.",
          null);
    }
    return plan.settings();
  }

  private boolean isOutOfDate(TaskStatus status, Instant startedAt, Instant now) {
    CronExpression cron = tasks.get(status.task());
    // Evictions leave no history.
    if (cron == null || status.task() == MaintenanceTask.EVICT) {
      return false;
    }
    Duration period = cron.period(now);
    Instant success = status.lastSuccess();
    return period != null
        && (success == null ? startedAt : success).plus(period.multipliedBy(PERIODS)).isBefore(now);
  }

  private static TaskStatus outOfDate(TaskStatus status) {
    return new TaskStatus(
        status.task(), status.schedule(), status.next(), status.last(), status.lastSuccess(), true);
  }

  @Override
  public void start() {
    lock.lock();
    try {
      if (closed) {
        throw new ClosedException("This Coffer is closed; build a new one.");
      }
      if (runs == null) {
        runs = new ScheduledRuns(tenancy, scheduler(), tasks, early);
      }
    } finally {
      lock.unlock();
    }
  }

  private MaintenanceScheduler scheduler() {
    return given == null
        ? SchedulerProvider.installed()
            .map(SchedulerProvider::create)
            .orElseGet(ExecutorScheduler::ofOwnThreads)
        : given;
  }

  @Override
  public void stop() {
    lock.lock();
    try {
      ScheduledRuns started = runs;
      if (started != null) {
        started.stop();
        runs = null;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isStarted() {
    return runs != null;
  }

  /** Stops the schedule and all runs, and refuses new ones. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    stop();
    tenancy.known().forEach(parts -> parts.maintenance().stop());
  }

  @Override
  public List<Damage> damage() {
    return tenancy.current().own().read(unit -> DamageRows.newest(unit, DAMAGE)).stream()
        .map(
            row ->
                new Damage(
                    row.collection().equals(DamageRows.CONTENTS) ? null : row.collection(),
                    row.key(),
                    row.foundAt(),
                    row.problem()))
        .toList();
  }
}
