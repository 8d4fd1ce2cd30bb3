package dev.coffer.stats;

import java.time.Duration;

/**
 * The number and duration of calls of an operation.
 *
 * @param count the number of calls
 * @param total the sum of all durations
 * @param max the longest duration
 */
public record LatencySummary(long count, Duration total, Duration max) {

  /** The mean duration; zero if there were no calls. */
  public Duration mean() {
    return count == 0 ? Duration.ZERO : total.dividedBy(count);
  }
}
