package dev.coffer.entity;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * What a column of time without zone holds: UTC, in microseconds.
 *
 * <p>The attributes are {@link LocalDateTime} bound as such. An {@code Instant}, and a {@code
 * LocalDateTime} bound as {@code java.sql.Timestamp}, would go through the zone of the JVM or of
 * {@code hibernate.jdbc.time_zone} and lose the hour that summer time skips.
 */
final class UtcColumn {
  private UtcColumn() {}

  static LocalDateTime of(Instant instant) {
    return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  static Instant instant(LocalDateTime column) {
    return column.toInstant(ZoneOffset.UTC);
  }
}
