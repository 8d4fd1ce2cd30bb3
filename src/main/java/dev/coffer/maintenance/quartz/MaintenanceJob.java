package dev.coffer.maintenance.quartz;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.maintenance.schedule.MaintenanceScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job of a maintenance task. Its data are strings, for every job store. It finds the Coffer of
 * its node by the name in the context of the scheduler, and does nothing if there is none.
 */
@DisallowConcurrentExecution
public final class MaintenanceJob implements Job {
  static final String NAME = "coffer";
  static final String TASK = "task";
  static final String CRON = "cron";

  /** Marks a trigger that starts the task outside its turns. */
  static final String NOW = "now";

  private static final String TURN = "turn";
  private static final Logger log = LoggerFactory.getLogger(MaintenanceJob.class);

  public MaintenanceJob() {}

  /** The key of a Coffer in the context of a scheduler. */
  static String contextKey(String name) {
    return "dev.coffer.maintenance:" + name;
  }

  @Override
  public void execute(JobExecutionContext context) {
    JobDataMap data = context.getMergedJobDataMap();
    MaintenanceTask task = MaintenanceTask.of(data.getString(TASK));
    try {
      MaintenanceScheduler.Starter starter = starter(context.getScheduler(), data.getString(NAME));
      if (starter == null) {
        log.debug("The task {} did not start: this node has no such Coffer.", task.id());
        return;
      }
      if (data.containsKey(NOW)) {
        starter.start(task, null);
        return;
      }
      if (data.containsKey(TURN)) {
        starter.start(task, Instant.parse(data.getString(TURN)));
        return;
      }
      CronExpression cron = CronExpression.parse(data.getString(CRON));
      Instant turn = cron.last(Instant.now());
      if (turn != null) {
        startWithJitter(context, starter, task, turn, cron.jitter(turn));
      }
    } catch (SchedulerException | RuntimeException | Error e) {
      log.warn("The scheduled start of the task {} failed.", task.id(), e);
    }
  }

  private static MaintenanceScheduler.@Nullable Starter starter(Scheduler scheduler, String name)
      throws SchedulerException {
    return (MaintenanceScheduler.Starter) scheduler.getContext().get(contextKey(name));
  }

  /** Starts the task at once, or by another trigger, so that no thread waits for the delay. */
  private static void startWithJitter(
      JobExecutionContext context,
      MaintenanceScheduler.Starter starter,
      MaintenanceTask task,
      Instant turn,
      Duration jitter)
      throws SchedulerException {
    if (jitter.isZero()) {
      starter.start(task, turn);
      return;
    }
    TriggerKey key =
        new TriggerKey(task.id() + "-delayed", context.getJobDetail().getKey().getGroup());
    Trigger delayed =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .forJob(context.getJobDetail())
            .usingJobData(TURN, turn.toString())
            .startAt(Date.from(turn.plus(jitter)))
            .build();
    if (context.getScheduler().rescheduleJob(key, delayed) == null) {
      context.getScheduler().scheduleJob(delayed);
    }
  }
}
