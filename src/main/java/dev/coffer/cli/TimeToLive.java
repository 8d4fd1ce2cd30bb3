package dev.coffer.cli;

import dev.coffer.record.Expiry;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a time to live from the command line. */
final class TimeToLive {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,12})([smhd])");

  private TimeToLive() {}

  /**
   * Parses a number of seconds, minutes, hours or days such as {@code 30m}, or an ISO 8601 duration
   * such as {@code PT30M}.
   *
   * @throws IllegalArgumentException if the text has neither form, or if the time is not allowed
   */
  static Expiry parse(String text) {
    Duration duration;
    try {
      duration = duration(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration; use a form such as 45s, 30m, 12h, 7d or PT30M", e);
    }
    try {
      return Expiry.after(duration);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is out of range; use more than zero and at most 365000 days", e);
    }
  }

  private static Duration duration(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (!matcher.matches()) {
      return Duration.parse(text);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
