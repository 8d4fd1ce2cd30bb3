package dev.coffer.record;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The expiry that a write gives to a record: never, after a time to live, or the expiry that the
 * record has already. An expired record is absent for every operation. Immutable.
 */
public final class Expiry {

  /**
   * The longest time to live. A later expiry could exceed the years that every database supports.
   */
  private static final Duration LONGEST = Duration.ofDays(365_000);

  private static final Expiry NEVER = new Expiry(null, false);
  private static final Expiry KEEP = new Expiry(null, true);

  private final @Nullable Duration timeToLive;
  private final boolean keepsCurrent;

  private Expiry(@Nullable Duration timeToLive, boolean keepsCurrent) {
    this.timeToLive = timeToLive;
    this.keepsCurrent = keepsCurrent;
  }

  /** No expiry. */
  public static Expiry never() {
    return NEVER;
  }

  /**
   * An expiry after a time to live, which the database's clock counts from the write.
   *
   * @param timeToLive more than zero and at most 365,000 days; rounded up to whole milliseconds
   * @throws IllegalArgumentException if the time is out of this range
   */
  public static Expiry after(Duration timeToLive) {
    Objects.requireNonNull(timeToLive, "The argument 'timeToLive' is null.");
    if (timeToLive.isNegative() || timeToLive.isZero() || timeToLive.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The time to live is "
              + timeToLive
              + "; use more than zero and at most "
              + LONGEST.toDays()
              + " days, or Expiry.never().");
    }
    return new Expiry(Duration.ofMillis(timeToLive.plusNanos(999_999).toMillis()), false);
  }

  /** The current expiry of the record. A record that the write creates does not expire. */
  public static Expiry keep() {
    return KEEP;
  }

  /** The time to live from the write on; empty for {@link #never()} and {@link #keep()}. */
  public Optional<Duration> timeToLive() {
    return Optional.ofNullable(timeToLive);
  }

  /** Whether a record keeps its current expiry. */
  public boolean keepsCurrent() {
    return keepsCurrent;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expiry that
        && keepsCurrent == that.keepsCurrent
        && Objects.equals(timeToLive, that.timeToLive);
  }

  @Override
  public int hashCode() {
    return Objects.hash(timeToLive, keepsCurrent);
  }

  @Override
  public String toString() {
    return timeToLive != null ? "after " + timeToLive : keepsCurrent ? "keep" : "never";
  }
}
