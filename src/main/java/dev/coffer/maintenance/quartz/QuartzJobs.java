package dev.coffer.maintenance.quartz;

import dev.coffer.api.CofferException;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** The jobs of the maintenance tasks of one Coffer in a scheduler of Quartz. Thread-safe. */
final class QuartzJobs implements MaintenanceScheduler.Schedule {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private final Scheduler scheduler;
  private final String name;
  private final Map<MaintenanceTask, CronExpression> tasks;
  private volatile boolean closed;

  /** Adds the jobs, changes those of other expressions, and deletes those of other tasks. */
  QuartzJobs(
      Scheduler scheduler,
      String name,
      Map<MaintenanceTask, CronExpression> tasks,
      MaintenanceScheduler.Starter starter)
      throws SchedulerException {
    this.scheduler = scheduler;
    this.name = name;
    this.tasks = Map.copyOf(tasks);
    scheduler.getContext().put(MaintenanceJob.contextKey(name), starter);
    for (JobKey each : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(group()))) {
      if (tasks.keySet().stream().noneMatch(task -> task.id().equals(each.getName()))) {
        scheduler.deleteJob(each);
      }
    }
    for (Map.Entry<MaintenanceTask, CronExpression> each : tasks.entrySet()) {
      add(each.getKey(), each.getValue());
    }
  }

  private String group() {
    return "dev.coffer.maintenance." + name;
  }

  private void add(MaintenanceTask task, CronExpression cron) throws SchedulerException {
    TriggerKey key = new TriggerKey(task.id(), group());
    // A stored trigger may have a turn that passed while no node was running: it must stay.
    if (scheduler.getTrigger(key) instanceof CronTrigger stored
        && stored.getCronExpression().equals(cron.toString())) {
      return;
    }
    JobDetail job =
        JobBuilder.newJob(MaintenanceJob.class)
            .withIdentity(task.id(), group())
            .withDescription("The maintenance task " + task.id() + " of Coffer.")
            .usingJobData(MaintenanceJob.NAME, name)
            .usingJobData(MaintenanceJob.TASK, task.id())
            .usingJobData(MaintenanceJob.CRON, cron.toString())
            .storeDurably()
            .build();
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .forJob(job)
            .withSchedule(
                CronScheduleBuilder.cronSchedule(cron.toString())
                    .inTimeZone(UTC)
                    .withMisfireHandlingInstructionFireAndProceed())
            .build();
    scheduler.scheduleJob(job, Set.of(trigger), true);
  }

  @Override
  public @Nullable Instant next(MaintenanceTask task) {
    CronExpression cron = tasks.get(task);
    return closed || cron == null ? null : cron.next(Instant.now());
  }

  /** {@inheritDoc} In a clustered scheduler, Quartz chooses the node. */
  @Override
  public void startNow(MaintenanceTask task) {
    if (closed || !tasks.containsKey(task)) {
      return;
    }
    JobDataMap data = new JobDataMap();
    data.put(MaintenanceJob.NOW, "true");
    try {
      scheduler.triggerJob(new JobKey(task.id(), group()), data);
    } catch (SchedulerException e) {
      throw new CofferException("Quartz did not start the task " + task.id() + ".", e);
    }
  }

  /**
   * Ends the starts on this node. The jobs stay in a store that keeps them, for the other nodes and
   * for the next start.
   */
  @Override
  public void close() {
    closed = true;
    try {
      if (scheduler.isShutdown()) {
        return;
      }
      scheduler.getContext().remove(MaintenanceJob.contextKey(name));
      if (!scheduler.getMetaData().isJobStoreSupportsPersistence()) {
        for (MaintenanceTask task : tasks.keySet()) {
          scheduler.deleteJob(new JobKey(task.id(), group()));
        }
      }
    } catch (SchedulerException e) {
      throw new CofferException("Quartz did not end the schedule of maintenance.", e);
    }
  }
}
