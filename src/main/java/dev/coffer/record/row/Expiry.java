package dev.coffer.record.row;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a record becomes absent, seen from its write.
 *
 * @param millis the time to live in milliseconds; null for ever
 */
public record Expiry(@Nullable Long millis) {
  public static final Expiry NEVER = new Expiry(null);

  /** Beyond it an end would leave the years that every database knows. */
  private static final Duration LONGEST = Duration.ofDays(365_000);

  /** The end after a time to live, which is rounded up to whole milliseconds. */
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
