package dev.coffer.maintenance;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a maintenance task. Immutable.
 *
 * @param task the task
 * @param schedule the cron expression of its schedule; null if it has none in this process
 * @param next the next scheduled start in this process; null if none is scheduled
 * @param last the newest run, which may be active; null if the history has none
 * @param lastSuccess the end of the newest run that did all its work; null if the history has none
 * @param outOfDate whether the schedule of this process is active and the task has not succeeded
 *     for three of its periods
 */
public record TaskStatus(
    MaintenanceTask task,
    @Nullable String schedule,
    @Nullable Instant next,
    @Nullable RunReport last,
    @Nullable Instant lastSuccess,
    boolean outOfDate) {

  public TaskStatus {
    Objects.requireNonNull(task, "The argument 'task' is null.");
  }

  /** Whether a run is active on some node. */
  public boolean isRunning() {
    return last != null && last.outcome() == RunOutcome.RUNNING;
  }
}
