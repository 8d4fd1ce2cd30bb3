package dev.coffer.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a duration from the command line. */
final class Durations {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,12})([smhd])");

  private Durations() {}

  /**
   * Parses a number of seconds, minutes, hours or days such as {@code 30m}, or an ISO 8601 duration
   * such as {@code PT30M}.
   *
   * @throws IllegalArgumentException if the text has neither form
   */
  static Duration parse(String text) {
    try {
      return duration(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration; use a form such as 45s, 30m, 12h, 7d or PT30M", e);
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
