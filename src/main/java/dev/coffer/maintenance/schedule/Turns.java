package dev.coffer.maintenance.schedule;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.maintenance.MaintenanceTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The turns of one task in an executor. Thread-safe. */
final class Turns {
  private static final Logger log = LoggerFactory.getLogger(Turns.class);

  /** The longest sleep, after which the wall clock is read again: it may have been set. */
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(10);

  private final MaintenanceTask task;
  private final CronExpression cron;
  private final ScheduledExecutorService executor;
  private final Clock clock;
  private final MaintenanceScheduler.Starter starter;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private boolean ended;

  /** The next turn; null if there is none. */
  @GuardedBy("lock")
  private @Nullable Instant turn;

  @GuardedBy("lock")
  private Instant start = Instant.MIN;

  @GuardedBy("lock")
  private @Nullable Future<?> sleep;

  Turns(
      MaintenanceTask task,
      CronExpression cron,
      ScheduledExecutorService executor,
      Clock clock,
      MaintenanceScheduler.Starter starter) {
    this.task = task;
    this.cron = cron;
    this.executor = executor;
    this.clock = clock;
    this.starter = starter;
  }

  void begin() {
    awaitTurnAfter(clock.instant());
  }

  @Nullable Instant next() {
    lock.lock();
    try {
      return ended ? null : turn;
    } finally {
      lock.unlock();
    }
  }

  void startNow() {
    try {
      executor.execute(this::startOutsideTurns);
    } catch (RejectedExecutionException e) {
      log.debug("The executor no longer accepts the task {}.", task.id(), e);
    }
  }

  private void startOutsideTurns() {
    lock.lock();
    try {
      if (ended) {
        return;
      }
    } finally {
      lock.unlock();
    }
    start(null);
  }

  // A task that throws must not end the schedule.
  private void start(@Nullable Instant due) {
    try {
      starter.start(task, due);
    } catch (RuntimeException | Error e) {
      log.warn("The scheduled start of the task {} failed.", task.id(), e);
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      if (sleep != null) {
        // The cancellation must not interrupt a task, which may be in a transaction.
        sleep.cancel(false);
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitTurnAfter(Instant after) {
    lock.lock();
    try {
      turn = cron.next(after);
      if (turn != null) {
        start = turn.plus(cron.jitter(turn));
        sleep();
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void sleep() {
    if (ended) {
      return;
    }
    Duration left = Duration.between(clock.instant(), start);
    Duration nap = left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
    try {
      sleep = executor.schedule(this::wake, Math.max(0, nap.toMillis() + 1), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.warn("The executor no longer accepts the task {}; its schedule ends.", task.id(), e);
    }
  }

  private void wake() {
    Instant due = due();
    if (due == null) {
      return;
    }
    try {
      start(due);
    } finally {
      awaitTurnAfter(due);
    }
  }

  /** The newest turn that has passed; null if it is too early, and the sleep goes on. */
  private @Nullable Instant due() {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (ended || turn == null) {
        return null;
      }
      if (start.isAfter(now)) {
        sleep();
        return null;
      }
      Instant last = cron.last(now);
      return last == null ? turn : last;
    } finally {
      lock.unlock();
    }
  }
}
