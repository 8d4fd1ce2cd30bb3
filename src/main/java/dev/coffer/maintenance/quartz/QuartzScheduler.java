package dev.coffer.maintenance.quartz;

import dev.coffer.api.CofferException;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.maintenance.schedule.ExecutorScheduler;
import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;

/**
 * A scheduler over Quartz. Thread-safe.
 *
 * <p>In a clustered scheduler of the application, Quartz chooses the node of each turn, and a turn
 * that no node could start in time starts once later. {@link MaintenanceTask#EVICT} is not a job of
 * such a scheduler, because it must run on every node.
 */
public final class QuartzScheduler implements MaintenanceScheduler {
  /** Two for tasks that run for hours, and one for the others. */
  private static final int THREADS = 3;

  private static final AtomicLong INSTANCES = new AtomicLong();

  private final @Nullable Scheduler host;
  private final String name;

  private QuartzScheduler(@Nullable Scheduler host, String name) {
    this.host = host;
    this.name = name;
  }

  /** A scheduler in memory, with daemon threads for each started schedule. */
  public static QuartzScheduler inMemory() {
    return new QuartzScheduler(null, "coffer");
  }

  /** The same as {@link #over(Scheduler, String)} with the name {@code coffer}. */
  public static QuartzScheduler over(Scheduler scheduler) {
    return over(scheduler, "coffer");
  }

  /**
   * A scheduler whose tasks are jobs in the application's scheduler, which the application starts
   * and shuts down.
   *
   * @param name the group of the jobs. Each {@code Coffer} of a scheduler has its own name, and has
   *     the same name on every node of a cluster
   */
  public static QuartzScheduler over(Scheduler scheduler, String name) {
    Objects.requireNonNull(scheduler, "The argument 'scheduler' is null.");
    Objects.requireNonNull(name, "The argument 'name' is null.");
    return new QuartzScheduler(scheduler, name);
  }

  @Override
  public Schedule start(Map<MaintenanceTask, CronExpression> tasks, Starter starter) {
    Objects.requireNonNull(tasks, "The argument 'tasks' is null.");
    Objects.requireNonNull(starter, "The argument 'starter' is null.");
    try {
      return host == null ? startInMemory(tasks, starter) : startIn(host, tasks, starter);
    } catch (SchedulerException e) {
      throw new CofferException("Quartz did not accept the schedule of maintenance.", e);
    }
  }

  private Schedule startInMemory(Map<MaintenanceTask, CronExpression> tasks, Starter starter)
      throws SchedulerException {
    String instance = "coffer-maintenance-" + INSTANCES.incrementAndGet();
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", instance);
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    settings.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    settings.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    settings.setProperty("org.quartz.threadPool.threadCount", String.valueOf(THREADS));
    settings.setProperty("org.quartz.threadPool.threadNamePrefix", instance);
    settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    settings.setProperty("org.quartz.jobStore.class", RAMJobStore.class.getName());
    Scheduler own = new StdSchedulerFactory(settings).getScheduler();
    QuartzJobs jobs = new QuartzJobs(own, name, tasks, starter);
    own.start();
    return new Started(jobs, () -> shutdown(own));
  }

  private static void shutdown(Scheduler scheduler) {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      throw new CofferException("The scheduler of Quartz did not shut down.", e);
    }
  }

  private Schedule startIn(
      Scheduler scheduler, Map<MaintenanceTask, CronExpression> tasks, Starter starter)
      throws SchedulerException {
    if (!scheduler.getMetaData().isJobStoreClustered()) {
      return new QuartzJobs(scheduler, name, tasks, starter);
    }
    Map<MaintenanceTask, CronExpression> shared = new EnumMap<>(MaintenanceTask.class);
    shared.putAll(tasks);
    CronExpression evict = shared.remove(MaintenanceTask.EVICT);
    QuartzJobs jobs = new QuartzJobs(scheduler, name, shared, starter);
    Schedule local =
        ExecutorScheduler.ofOwnThreads()
            .start(evict == null ? Map.of() : Map.of(MaintenanceTask.EVICT, evict), starter);
    return new Started(jobs, local::close);
  }

  /** Jobs, and what ends with them. */
  private record Started(QuartzJobs jobs, Runnable end) implements Schedule {
    @Override
    public @Nullable Instant next(MaintenanceTask task) {
      return jobs.next(task);
    }

    @Override
    public void startNow(MaintenanceTask task) {
      jobs.startNow(task);
    }

    @Override
    public void close() {
      jobs.close();
      end.run();
    }
  }
}
