package dev.coffer.entity;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The conversion of times for columns without a time zone, which contain UTC in microseconds.
 *
 * <p>The attributes are {@link LocalDateTime} and bound as such. An {@code Instant}, or a {@code
 * LocalDateTime} bound as {@code java.sql.Timestamp}, would be converted through the zone of the
 * JVM or of {@code hibernate.jdbc.time_zone} and lose the hour that summer time skips.
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
