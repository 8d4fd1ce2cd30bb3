package dev.coffer.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Parses a time from the command line. */
final class Times {
  private Times() {}

  /**
   * Parses a time in ISO 8601 form, with an offset such as {@code 2026-11-28T14:30:00Z} or {@code
   * 2026-11-28T14:30+01:00}. Without an offset it is a time of the zone. A blank may be in place of
   * the {@code T}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  static Instant parse(String text, ZoneId zone) {
    String iso = text.strip().replaceFirst("^(\\S+) ", "$1T");
    try {
      boolean hasOffset = iso.matches(".*T.*([Zz]|[+-]\\d\\d(:?\\d\\d)*)");
      return hasOffset
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no time; use a form such as 2026-11-28T14:30:00Z, 2026-11-28T14:30+01:00, or"
              + " 2026-11-28T14:30 in the time zone of this machine",
          e);
    }
  }
}
