package dev.coffer.record.row;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The expiry of a record, relative to its write.
 *
 * @param millis the time to live in milliseconds; null for no expiry
 */
public record Expiry(@Nullable Long millis) {
  public static final Expiry NEVER = new Expiry(null);

  /**
   * The longest time to live. A later expiry could exceed the years that every database supports.
   */
  private static final Duration LONGEST = Duration.ofDays(365_000);

  /** The expiry after a time to live, which is rounded up to whole milliseconds. */
  public static Expiry after(Duration timeToLive) {
    Objects.requireNonNull(timeToLive, "The argument 'timeToLive' is null.");
    if (timeToLive.isNegative() || timeToLive.isZero() || timeToLive.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The time to live is "
              + timeToLive
              + "; use more than zero and at most "
              + LONGEST.toDays()
              + " days, or none to keep a record for good.");
    }
    return new Expiry(timeToLive.plusNanos(999_999).toMillis());
  }
}
