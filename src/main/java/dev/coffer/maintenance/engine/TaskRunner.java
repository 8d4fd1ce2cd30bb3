package dev.coffer.maintenance.engine;

import dev.coffer.change.ChangeFeed;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.lease.Lease;
import dev.coffer.maintenance.lease.RunRows;
import dev.coffer.maintenance.lease.TaskRows;
import dev.coffer.maintenance.task.RunRefusedException;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.tx.OwnTransactions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks of one database: takes the lease, runs the task, and records the outcome. Thread-safe.
 */
final class TaskRunner {
  private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

  private final OwnTransactions own;
  private final MaintenanceSettings settings;
  private final String node;
  private final ChangeFeed feed;

  TaskRunner(OwnTransactions own, MaintenanceSettings settings, String node, ChangeFeed feed) {
    this.own = own;
    this.settings = settings;
    this.node = node;
    this.feed = feed;
  }

  /**
   * Runs a task.
   *
   * @param turn the scheduled start that the run serves; null for a run by command
   * @param goOn false when this process ends its runs
   */
  RunReport run(Task task, RunOptions options, @Nullable Instant turn, BooleanSupplier goOn) {
    if (task.isLocal() || options.dryRun()) {
      own.requireOpen();
      Instant start = Instant.now();
      TaskRun run = new TaskRun(task.name(), own, null, settings, options, goOn);
      Ending ending = work(task, run);
      return new RunReport(
          task.name(),
          0,
          node,
          start,
          Instant.now(),
          ending.outcome,
          run.figures(),
          ending.problem);
    }
    TaskRows.Taken taken =
        own.write(
            unit -> {
              TaskRows.Taken result =
                  TaskRows.take(unit, task.name(), node, settings.lease(), turn);
              if (result.lease() != null) {
                RunRows.begin(unit, result.lease());
              }
              return result;
            });
    Lease lease = taken.lease();
    if (lease == null) {
      return busy(task.name(), taken.busy());
    }
    TaskRun run = new TaskRun(task.name(), own, lease, settings, options, goOn);
    return ended(lease, run, work(task, run));
  }

  private RunReport busy(MaintenanceTask task, @Nullable String reason) {
    Instant now = Instant.now();
    return new RunReport(task, 0, node, now, now, RunOutcome.BUSY, Map.of(), reason);
  }

  private record Ending(RunOutcome outcome, @Nullable String problem) {}

  // A task may fail in any way; the schedule and the other tasks must go on.
  private static Ending work(Task task, TaskRun run) {
    try {
      task.run(run);
      return new Ending(run.isStopped() ? RunOutcome.STOPPED : RunOutcome.DONE, null);
    } catch (RunRefusedException e) {
      log.warn("The task {} was refused. {}", task.name().id(), e.getMessage());
      return new Ending(RunOutcome.REFUSED, e.getMessage());
    } catch (RuntimeException | Error e) {
      log.warn("The task {} failed.", task.name().id(), e);
      String message = e.getMessage();
      return new Ending(RunOutcome.FAILED, message == null ? e.getClass().getName() : message);
    }
  }

  // The task has run: a failure to record it must not end the schedule either.
  private RunReport ended(Lease lease, TaskRun run, Ending ending) {
    try {
      return own.write(
          unit -> {
            Instant now = RunRows.end(unit, lease, ending.outcome, run.figures(), ending.problem);
            TaskRows.release(unit, lease);
            RunReport report = report(lease, run, ending, now);
            feed.runEnded(unit, report);
            return report;
          });
    } catch (RuntimeException | Error e) {
      log.warn(
          "The end of the run {} of the task {} was not recorded. Its lease ends by time.",
          lease.run(),
          lease.task().id(),
          e);
      return report(lease, run, ending, null);
    }
  }

  private static RunReport report(Lease lease, TaskRun run, Ending ending, @Nullable Instant end) {
    return new RunReport(
        lease.task(),
        lease.run(),
        lease.node(),
        lease.startedAt().toInstant(ZoneOffset.UTC),
        end,
        ending.outcome,
        run.figures(),
        ending.problem);
  }
}
