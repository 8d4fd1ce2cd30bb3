package dev.coffer.record.key;

import static dev.coffer.record.key.NumberKeys.padded;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The texts of days and times, which sort in their order. They are in ISO 8601 for the years 0 to
 * 9999. A time always has nine digits after the seconds: {@code 2026-11-22T08:15:30.000000000}, and
 * a Z if it is an instant.
 *
 * <p>A later year has ten digits after a letter, which sorts after the digits: {@code
 * Y0000010000-01-01}. A year before 0 has a minus sign, which sorts before the digits, and ten
 * digits that are its distance from the year -9999999999.
 */
final class TimeKeys {
  private static final String LATER = "Y";
  private static final String EARLIER = "-";
  private static final int YEAR_DIGITS = 4;
  private static final int FAR_YEAR_DIGITS = 10;
  private static final long EARLIEST_YEAR = -9_999_999_999L;

  /**
   * The number of years after which the calendar repeats itself; {@link #CYCLE_SECONDS} is their
   * length.
   */
  private static final int CYCLE_YEARS = 400;

  private static final long CYCLE_SECONDS = 146_097L * 24 * 60 * 60;

  /**
   * The year of the cycle for calculations. An instant's year may exceed those of a LocalDate, but
   * its place in this cycle never does.
   */
  private static final long CYCLE_AT_HAND = 2000;

  private TimeKeys() {}

  static String of(LocalDate date) {
    return day(date.getYear(), date);
  }

  static LocalDate toLocalDate(String text) {
    int yearEnd = yearLength(text);
    return LocalDate.of(
        Math.toIntExact(toYear(text.substring(0, yearEnd))),
        Integer.parseInt(text.substring(yearEnd + 1, yearEnd + 3)),
        Integer.parseInt(text.substring(yearEnd + 4)));
  }

  static String of(Instant instant) {
    long cycles = instant.getEpochSecond() / CYCLE_SECONDS;
    LocalDateTime time =
        LocalDateTime.ofInstant(instant.minusSeconds(cycles * CYCLE_SECONDS), ZoneOffset.UTC);
    return time(time.getYear() + cycles * CYCLE_YEARS, time) + "Z";
  }

  static Instant toInstant(String text) {
    int yearEnd = yearLength(text);
    long year = toYear(text.substring(0, yearEnd));
    long yearAtHand = CYCLE_AT_HAND + Math.floorMod(year, CYCLE_YEARS);
    return Instant.parse(yearAtHand + text.substring(yearEnd))
        .plusSeconds((year - yearAtHand) / CYCLE_YEARS * CYCLE_SECONDS);
  }

  static String of(LocalDateTime time) {
    return time(time.getYear(), time);
  }

  static LocalDateTime toLocalDateTime(String text) {
    int dayEnd = text.indexOf('T');
    return LocalDateTime.of(
        toLocalDate(text.substring(0, dayEnd)), LocalTime.parse(text.substring(dayEnd + 1)));
  }

  private static String time(long year, LocalDateTime time) {
    return day(year, time.toLocalDate())
        + "T"
        + padded(time.getHour(), 2)
        + ":"
        + padded(time.getMinute(), 2)
        + ":"
        + padded(time.getSecond(), 2)
        + "."
        + padded(time.getNano(), 9);
  }

  private static String day(long year, LocalDate date) {
    return year(year)
        + "-"
        + padded(date.getMonthValue(), 2)
        + "-"
        + padded(date.getDayOfMonth(), 2);
  }

  private static String year(long year) {
    if (year < 0) {
      return EARLIER + padded(year - EARLIEST_YEAR, FAR_YEAR_DIGITS);
    }
    return year <= 9999 ? padded(year, YEAR_DIGITS) : LATER + padded(year, FAR_YEAR_DIGITS);
  }

  private static int yearLength(String text) {
    return text.startsWith(EARLIER) || text.startsWith(LATER) ? 1 + FAR_YEAR_DIGITS : YEAR_DIGITS;
  }

  private static long toYear(String text) {
    if (text.startsWith(EARLIER)) {
      return Long.parseLong(text.substring(1)) + EARLIEST_YEAR;
    }
    return Long.parseLong(text.startsWith(LATER) ? text.substring(1) : text);
  }
}
