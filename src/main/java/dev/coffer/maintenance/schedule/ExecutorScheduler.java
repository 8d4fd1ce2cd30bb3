package dev.coffer.maintenance.schedule;

import dev.coffer.maintenance.MaintenanceTask;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler over a {@link ScheduledExecutorService}: one of the host, or two daemon threads of
 * its own. It keeps its turns in memory: turns that pass while the process does not run are
 * skipped. Thread-safe.
 */
public final class ExecutorScheduler implements MaintenanceScheduler {

  /** The tasks that may run for hours. They have a thread of their own, so that no other waits. */
  private static final Set<MaintenanceTask> LONG =
      EnumSet.of(
          MaintenanceTask.SCRUB,
          MaintenanceTask.TRAIN,
          MaintenanceTask.RECOMPRESS,
          MaintenanceTask.DEFRAGMENT);

  private final @Nullable ScheduledExecutorService given;
  private final Clock clock;

  private ExecutorScheduler(@Nullable ScheduledExecutorService given, Clock clock) {
    this.given = given;
    this.clock = clock;
  }

  /**
   * A scheduler with at most two daemon threads of its own for each schedule: one for the tasks
   * that may run for hours, and one for the others.
   */
  public static ExecutorScheduler ofOwnThreads() {
    return new ExecutorScheduler(null, Clock.systemUTC());
  }

  /**
   * A scheduler over an executor of the host, such as a {@code ManagedScheduledExecutorService}. It
   * never shuts the executor down.
   */
  public static ExecutorScheduler over(ScheduledExecutorService executor) {
    return over(executor, Clock.systemUTC());
  }

  static ExecutorScheduler over(ScheduledExecutorService executor, Clock clock) {
    Objects.requireNonNull(executor, "The argument 'executor' is null.");
    return new ExecutorScheduler(executor, clock);
  }

  @Override
  public Schedule start(Map<MaintenanceTask, CronExpression> tasks, Starter starter) {
    Objects.requireNonNull(tasks, "The argument 'tasks' is null.");
    Objects.requireNonNull(starter, "The argument 'starter' is null.");
    boolean own = given == null;
    ScheduledExecutorService frequent = given == null ? thread("coffer-maintenance") : given;
    ScheduledExecutorService lengthy = given == null ? thread("coffer-maintenance-long") : given;
    Map<MaintenanceTask, Turns> started = new EnumMap<>(MaintenanceTask.class);
    for (Map.Entry<MaintenanceTask, CronExpression> each : tasks.entrySet()) {
      MaintenanceTask task = each.getKey();
      ScheduledExecutorService executor = LONG.contains(task) ? lengthy : frequent;
      Turns turns = new Turns(task, each.getValue(), executor, clock, starter);
      started.put(task, turns);
      turns.begin();
    }
    return new Started(started, own ? List.of(frequent, lengthy) : List.of());
  }

  // The thread begins with the first task and ends when it is idle and the schedule is closed.
  private static ScheduledExecutorService thread(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  private record Started(Map<MaintenanceTask, Turns> tasks, List<ScheduledExecutorService> owned)
      implements Schedule {
    @Override
    public @Nullable Instant next(MaintenanceTask task) {
      Turns turns = tasks.get(task);
      return turns == null ? null : turns.next();
    }

    @Override
    public void startNow(MaintenanceTask task) {
      Turns turns = tasks.get(task);
      if (turns != null) {
        turns.startNow();
      }
    }

    @Override
    public void close() {
      tasks.values().forEach(Turns::end);
      owned.forEach(ScheduledExecutorService::shutdown);
    }
  }
}
