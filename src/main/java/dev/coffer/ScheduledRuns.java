package dev.coffer;

import dev.coffer.api.ClosedException;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.engine.ActiveRuns;
import dev.coffer.maintenance.engine.MaintenanceEngine;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The started schedule of maintenance: at each turn, a task runs in every known database. */
final class ScheduledRuns {
  private static final Logger log = LoggerFactory.getLogger(ScheduledRuns.class);

  private final Tenancy tenancy;
  private final ActiveRuns active = new ActiveRuns();
  private final RunOptions options = RunOptions.defaults().withGoOn(active::mayGoOn);
  private final Instant startedAt = Instant.now();
  private final EarlyStarts early;
  private final MaintenanceScheduler.Schedule schedule;

  /** Whether {@link #schedule} has its value: the first turn may be earlier. */
  private volatile boolean constructed;

  ScheduledRuns(
      Tenancy tenancy,
      MaintenanceScheduler scheduler,
      Map<MaintenanceTask, CronExpression> tasks,
      EarlyStarts early) {
    this.tenancy = tenancy;
    this.early = early;
    this.schedule = scheduler.start(tasks, this::run);
    constructed = true;
  }

  private void run(MaintenanceTask task, @Nullable Instant turn) {
    if (!active.begin()) {
      return;
    }
    try {
      early.started(task);
      for (CofferParts parts : tenancy.known()) {
        if (active.mayGoOn() && parts.maintenance().has(task)) {
          run(parts.maintenance(), task, turn);
        }
      }
      if (task == MaintenanceTask.EVICT && constructed && active.mayGoOn()) {
        startEarly();
      }
    } finally {
      active.end();
    }
  }

  // The failure in one database must not end the turn in the others.
  private void run(MaintenanceEngine engine, MaintenanceTask task, @Nullable Instant turn) {
    try {
      RunReport report = engine.run(task, options, turn);
      log.debug("The task {} for {} ended: {}", task.id(), turn, report);
    } catch (ClosedException e) {
      log.debug("The task {} did not start because its Coffer is closed.", task.id());
    } catch (RuntimeException | Error e) {
      log.warn("The task {} could not run. It starts again at its next turn.", task.id(), e);
    }
  }

  /** Every process has turns of {@code EVICT}, so each can count its own writes at them. */
  private void startEarly() {
    try {
      for (MaintenanceTask each : early.due(this::rows)) {
        log.debug("The task {} starts before its turn, because enough was written.", each.id());
        early.started(each);
        schedule.startNow(each);
      }
    } catch (RuntimeException e) {
      log.warn("It is unknown whether a task should start before its turn.", e);
    }
  }

  private long rows() {
    return tenancy.known().stream().mapToLong(parts -> parts.maintenance().rows()).sum();
  }

  Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant next(MaintenanceTask task) {
    return schedule.next(task);
  }

  void stop() {
    schedule.close();
    active.stop(Duration.ofSeconds(30));
  }
}
