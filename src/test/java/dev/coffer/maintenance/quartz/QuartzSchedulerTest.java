package dev.coffer.maintenance.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.schedule.CronExpression;
import dev.coffer.maintenance.schedule.MaintenanceScheduler.Schedule;
import dev.coffer.maintenance.schedule.MaintenanceScheduler.Starter;
import dev.coffer.maintenance.schedule.SchedulerProvider;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;

/** Turns in schedulers of Quartz, in real time. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class QuartzSchedulerTest {
  private static final CronExpression EACH_SECOND = CronExpression.parse("* * * * * ?");
  private static final CronExpression NIGHTLY = CronExpression.parse("0 0 3 * * ?");
  private static final String GROUP = "dev.coffer.maintenance.coffer";

  private final BlockingQueue<Instant> turns = new LinkedBlockingQueue<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Starter starter =
      (task, turn) -> {
        threads.add(Thread.currentThread());
        turns.add(turn);
      };

  @Test
  void theServiceLoaderFindsQuartz() {
    SchedulerProvider provider = SchedulerProvider.installed().orElseThrow();

    assertThat(provider.create()).isInstanceOf(QuartzScheduler.class);
    assertThat(provider.type()).isEqualTo(Scheduler.class);
  }

  @Test
  void aSchedulerInMemoryCallsTurnsInDaemonThreads() throws InterruptedException {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (Schedule schedule =
        QuartzScheduler.inMemory().start(Map.of(MaintenanceTask.TRIM, EACH_SECOND), starter)) {
      Instant first = turns.take();
      Instant second = turns.take();

      assertThat(first).isAfterOrEqualTo(before).isEqualTo(first.truncatedTo(ChronoUnit.SECONDS));
      assertThat(second).isAfter(before);
      assertThat(schedule.next(MaintenanceTask.TRIM)).isNotNull();
      assertThat(schedule.next(MaintenanceTask.SCRUB)).isNull();
    }
    assertThat(threads).allMatch(Thread::isDaemon);
    for (Thread each : threads) {
      assertThat(each.getName()).startsWith("coffer-maintenance");
      each.join();
    }
  }

  @Test
  void aStartOutsideTheTurnsHasNoTurn() throws InterruptedException {
    BlockingQueue<Optional<Instant>> starts = new LinkedBlockingQueue<>();
    Schedule schedule =
        QuartzScheduler.inMemory()
            .start(
                Map.of(MaintenanceTask.SCRUB, NIGHTLY),
                (task, turn) -> starts.add(Optional.ofNullable(turn)));
    try (schedule) {
      schedule.startNow(MaintenanceTask.SCRUB);
      schedule.startNow(MaintenanceTask.TRIM);
      schedule.startNow(MaintenanceTask.SCRUB);

      assertThat(starts.take()).isEmpty();
      assertThat(starts.take()).isEmpty();
    }
    schedule.startNow(MaintenanceTask.SCRUB);
    assertThat(starts).isEmpty();
  }

  @Test
  void aStartThatThrowsDoesNotEndTheSchedule() throws InterruptedException {
    Starter failing =
        (task, turn) -> {
          turns.add(turn);
          throw new IllegalStateException("No.");
        };
    try (Schedule schedule =
        QuartzScheduler.inMemory().start(Map.of(MaintenanceTask.TRIM, EACH_SECOND), failing)) {
      turns.take();
      turns.take();

      assertThat(schedule.next(MaintenanceTask.TRIM)).isNotNull();
    }
  }

  private static Scheduler hostScheduler() throws SchedulerException {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", UUID.randomUUID().toString());
    settings.setProperty("org.quartz.threadPool.threadCount", "2");
    settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    return new StdSchedulerFactory(settings).getScheduler();
  }

  @Test
  void jobsOfTheHostHaveOnlyStringsAndEndWithTheSchedule() throws Exception {
    Scheduler host = hostScheduler();
    try {
      host.start();
      Schedule schedule =
          QuartzScheduler.over(host)
              .start(
                  Map.of(MaintenanceTask.TRIM, EACH_SECOND, MaintenanceTask.SCRUB, NIGHTLY),
                  starter);
      turns.take();
      JobDetail job = host.getJobDetail(new JobKey("scrub", GROUP));

      assertThat(job.isDurable()).isTrue();
      assertThat(job.getJobDataMap().getWrappedMap())
          .containsOnly(
              Map.entry("coffer", "coffer"),
              Map.entry("task", "scrub"),
              Map.entry("cron", "0 0 3 * * ?"));

      schedule.close();
      schedule.close();

      assertThat(host.checkExists(new JobKey("trim", GROUP))).isFalse();
      assertThat(host.checkExists(new JobKey("scrub", GROUP))).isFalse();
      assertThat(host.isShutdown()).isFalse();
    } finally {
      host.shutdown(true);
    }
  }

  @Test
  void anotherScheduleReplacesTheJobs() throws Exception {
    Scheduler host = hostScheduler();
    try {
      QuartzScheduler scheduler = QuartzScheduler.over(host);
      scheduler.start(
          Map.of(MaintenanceTask.TRIM, NIGHTLY, MaintenanceTask.SCRUB, NIGHTLY), starter);
      scheduler.start(Map.of(MaintenanceTask.TRIM, EACH_SECOND), starter);
      host.start();

      turns.take();
      assertThat(host.checkExists(new JobKey("scrub", GROUP))).isFalse();
    } finally {
      host.shutdown(true);
    }
  }

  @Test
  void aNightlyTaskStartsAfterAJitterForItsNominalTurn() throws Exception {
    Scheduler host = hostScheduler();
    try {
      host.start();
      // Twelve hours ago, so that every jitter has passed.
      int hour = Instant.now().minus(12, ChronoUnit.HOURS).atZone(ZoneOffset.UTC).getHour();
      CronExpression daily = CronExpression.parse("0 0 " + hour + " * * ?");
      QuartzScheduler.over(host).start(Map.of(MaintenanceTask.SCRUB, daily), starter);

      host.triggerJob(new JobKey("scrub", GROUP));

      assertThat(turns.take()).isEqualTo(daily.last(Instant.now()));
    } finally {
      host.shutdown(true);
    }
  }

  @Test
  void aJobWithoutItsCofferDoesNothing() throws Exception {
    Scheduler host = hostScheduler();
    try {
      host.start();
      QuartzScheduler.over(host, "gone").start(Map.of(MaintenanceTask.TRIM, EACH_SECOND), starter);
      turns.take();
      host.getContext().remove(MaintenanceJob.contextKey("gone"));
      QuartzScheduler.over(host, "other")
          .start(Map.of(MaintenanceTask.EVICT, EACH_SECOND), (task, turn) -> turns.add(turn));
      turns.clear();

      turns.take();
      turns.take();
      turns.take();

      assertThat(host.isStarted()).isTrue();
    } finally {
      host.shutdown(true);
    }
  }
}
