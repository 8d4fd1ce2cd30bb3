package dev.coffer.maintenance.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.schedule.MaintenanceScheduler.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turns in executors, in real time. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ExecutorSchedulerTest {
  private static final CronExpression EACH_SECOND = CronExpression.parse("* * * * * ?");
  private static final CronExpression NEVER = CronExpression.parse("0 0 0 1 1 ? 2020");
  private static final CronExpression RARE = CronExpression.parse("0 0 0 1 1 ? 2099");

  private final BlockingQueue<Instant> turns = new LinkedBlockingQueue<>();

  @Test
  void turnsAreWholeSecondsInSequence() throws InterruptedException {
    Instant before = Instant.now();
    try (var schedule =
        ExecutorScheduler.ofOwnThreads()
            .start(Map.of(MaintenanceTask.COLLECT, EACH_SECOND), (task, turn) -> turns.add(turn))) {
      Instant first = turns.take();
      Instant second = turns.take();

      assertThat(first).isAfter(before);
      assertThat(first).isEqualTo(first.truncatedTo(ChronoUnit.SECONDS));
      assertThat(second).isAfterOrEqualTo(first.plusSeconds(1));
      assertThat(schedule.next(MaintenanceTask.COLLECT)).isAfterOrEqualTo(second);
      assertThat(schedule.next(MaintenanceTask.SCRUB)).isNull();
    }
  }

  @Test
  void turnsThatPassDuringARunStartOnce() throws InterruptedException {
    AtomicInteger starts = new AtomicInteger();
    try (var schedule =
        ExecutorScheduler.ofOwnThreads()
            .start(
                Map.of(MaintenanceTask.COLLECT, EACH_SECOND),
                (task, turn) -> {
                  turns.add(turn);
                  if (starts.incrementAndGet() == 1) {
                    awaitClock(Objects.requireNonNull(turn).plusMillis(3_500));
                  }
                })) {
      Instant first = turns.take();

      assertThat(turns.take()).isAfterOrEqualTo(first.plusSeconds(3));
      assertThat(schedule.next(MaintenanceTask.COLLECT)).isAfter(first);
    }
  }

  private static void awaitClock(Instant time) {
    while (Instant.now().isBefore(time)) {
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aStartOutsideTheTurnsHasNoTurn() throws InterruptedException {
    BlockingQueue<Optional<Instant>> starts = new LinkedBlockingQueue<>();
    Schedule schedule =
        ExecutorScheduler.ofOwnThreads()
            .start(
                Map.of(MaintenanceTask.COLLECT, RARE),
                (task, turn) -> {
                  starts.add(Optional.ofNullable(turn));
                  throw new IllegalStateException("No.");
                });
    try (schedule) {
      schedule.startNow(MaintenanceTask.COLLECT);
      schedule.startNow(MaintenanceTask.SCRUB);
      schedule.startNow(MaintenanceTask.COLLECT);

      assertThat(starts.take()).isEmpty();
      assertThat(starts.take()).isEmpty();
      assertThat(schedule.next(MaintenanceTask.COLLECT)).isNotNull();
    }
    schedule.startNow(MaintenanceTask.COLLECT);
    assertThat(starts).isEmpty();
  }

  @Test
  void aStartThatThrowsDoesNotEndTheSchedule() throws InterruptedException {
    AtomicInteger starts = new AtomicInteger();
    try (var schedule =
        ExecutorScheduler.ofOwnThreads()
            .start(
                Map.of(MaintenanceTask.COLLECT, EACH_SECOND),
                (task, turn) -> {
                  turns.add(turn);
                  if (starts.incrementAndGet() % 2 == 0) {
                    throw new IllegalStateException("No.");
                  }
                  throw new AssertionError("Neither.");
                })) {
      Instant first = turns.take();
      turns.take();
      turns.take();

      assertThat(schedule.next(MaintenanceTask.COLLECT)).isAfter(first);
    }
  }

  @Test
  void aLongTaskDoesNotDelayTheOthers() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (var schedule =
        ExecutorScheduler.ofOwnThreads()
            .start(
                Map.of(
                    MaintenanceTask.SCRUB, EACH_SECOND,
                    MaintenanceTask.RECOMPRESS, EACH_SECOND,
                    MaintenanceTask.EVICT, EACH_SECOND),
                (task, turn) -> {
                  threads.add(Thread.currentThread());
                  if (task == MaintenanceTask.EVICT) {
                    turns.add(turn);
                  } else {
                    await(ended);
                  }
                })) {
      turns.take();
      turns.take();
      turns.take();

      assertThat(schedule.next(MaintenanceTask.EVICT)).isNotNull();
      assertThat(threads).hasSizeLessThanOrEqualTo(2).allMatch(Thread::isDaemon);
      assertThat(threads).extracting(Thread::getName).allMatch(n -> n.startsWith("coffer-"));
    } finally {
      ended.countDown();
    }
    for (Thread each : threads) {
      each.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClosedScheduleStartsNothing() throws InterruptedException {
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    try {
      var schedule =
          ExecutorScheduler.over(executor)
              .start(
                  Map.of(MaintenanceTask.COLLECT, EACH_SECOND, MaintenanceTask.SCRUB, NEVER),
                  (task, turn) -> turns.add(turn));
      turns.take();

      schedule.close();
      schedule.close();

      assertThat(schedule.next(MaintenanceTask.COLLECT)).isNull();
      assertThat(executor.isShutdown()).as("the executor is the host's").isFalse();
      List<Runnable> waiting = executor.shutdownNow();
      assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      assertThat(waiting).allMatch(each -> ((Future<?>) each).isCancelled());
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void onlyRareTasksHaveAJitter() {
    Instant turn = Instant.parse("2026-11-28T03:00:00Z");

    assertThat(EACH_SECOND.jitter(turn)).isZero();
    assertThat(CronExpression.parse("0 0 * * * ?").jitter(turn)).isZero();
    for (int i = 0; i < 100; i++) {
      assertThat(CronExpression.parse("0 0 3 * * ?").jitter(turn))
          .isBetween(Duration.ZERO, Duration.ofMinutes(10));
    }
  }
}
