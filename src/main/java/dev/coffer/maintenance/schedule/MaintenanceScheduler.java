package dev.coffer.maintenance.schedule;

import dev.coffer.maintenance.MaintenanceTask;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts maintenance tasks at the turns of their cron expressions. Thread-safe.
 *
 * <p>A turn is the nominal start of a task, so that all processes name it alike. The real start may
 * be later: by a jitter, see {@link CronExpression#jitter}, or because no thread was free. If
 * several turns of a task have passed, only the last of them starts. A turn never starts while the
 * last turn of the task in this process is still active.
 */
public interface MaintenanceScheduler {

  /**
   * Begins to start tasks, until the result is closed.
   *
   * @param tasks the tasks and their cron expressions
   * @param starter runs a task, on a thread of the scheduler
   */
  Schedule start(Map<MaintenanceTask, CronExpression> tasks, Starter starter);

  /** Runs a task that is due. */
  @FunctionalInterface
  interface Starter {

    /**
     * Runs a task. An exception is logged and ends nothing.
     *
     * @param turn the nominal start; null for a start outside the turns
     */
    void start(MaintenanceTask task, @Nullable Instant turn);
  }

  /** The active schedule of some tasks. Thread-safe. */
  interface Schedule extends AutoCloseable {

    /** The next turn of a task; null if it has none. */
    @Nullable Instant next(MaintenanceTask task);

    /**
     * Starts a task soon, outside its turns, on a thread of the scheduler. It has no effect if the
     * task has no schedule, or if the schedule is closed.
     */
    void startNow(MaintenanceTask task);

    /** Ends the starts. It does not wait for a task that runs. A second call has no effect. */
    @Override
    void close();
  }
}
