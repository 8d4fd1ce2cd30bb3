package dev.coffer.cli;

import dev.coffer.record.Expiry;
import java.time.Duration;

/** Parses a time to live from the command line. */
final class TimeToLive {
  private TimeToLive() {}

  /**
   * Parses a duration; see {@link Durations}.
   *
   * @throws IllegalArgumentException if the text is no duration, or if the time is not allowed
   */
  static Expiry parse(String text) {
    Duration duration = Durations.parse(text);
    try {
      return Expiry.after(duration);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is out of range; use more than zero and at most 365000 days", e);
    }
  }
}
