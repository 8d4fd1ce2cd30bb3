package dev.coffer.tx;

import dev.coffer.api.TransientCofferException;
import dev.coffer.stats.recorder.StatisticsRecorder;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Replays transactions that failed with a retryable error, with at most {@value #ATTEMPTS}
 * attempts. The pause between attempts doubles and is randomised, so that competing transactions do
 * not collide again. Thread-safe.
 */
final class Replays {

  /** The maximum number of attempts before a retryable error is thrown. */
  static final int ATTEMPTS = 8;

  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final StatisticsRecorder statistics;

  Replays(StatisticsRecorder statistics) {
    this.statistics = statistics;
  }

  /** Runs a transaction, and again after each {@link TransientCofferException}. */
  <R extends @Nullable Object> R run(Supplier<R> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (TransientCofferException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        statistics.transactionRetried();
        pause(attempt);
      }
    }
  }

  private static void pause(int attempt) {
    long longest = FIRST_PAUSE_NANOS << attempt;
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
  }
}
