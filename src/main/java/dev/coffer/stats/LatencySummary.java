package dev.coffer.stats;

import java.time.Duration;

/**
 * How often an operation ran and how long it took.
 *
 * @param count how often
 * @param total the sum of all durations
 * @param max the longest duration
 */
public record LatencySummary(long count, Duration total, Duration max) {

  /** The mean duration; zero when it never ran. */
  public Duration mean() {
    return count == 0 ? Duration.ZERO : total.dividedBy(count);
  }
}
