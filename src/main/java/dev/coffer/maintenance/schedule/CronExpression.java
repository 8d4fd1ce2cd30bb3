package dev.coffer.maintenance.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in the syntax of Quartz: seconds, minutes, hours, day of month, month, day of
 * week, and optionally years, in UTC. Immutable.
 *
 * <p>A field is a list of values, ranges and steps, such as {@code 5,10-20,0/15}; {@code *} is
 * every value. Months and days of the week may be names. One of the two fields for days must be
 * {@code ?}. The day of month may also be {@code L} for the last day, {@code L-3} for the third day
 * before it, {@code 15W} for the weekday nearest to the 15th, and {@code LW} for the last weekday.
 * The day of week may also be {@code 6L} for the last Friday and {@code 6#3} for the third Friday
 * of the month.
 *
 * <p>The times are in UTC, so that all processes compute the same turns, and so that no turn is
 * skipped or repeated when daylight saving time begins or ends.
 */
public final class CronExpression {

  /** The last year in which there are turns. */
  static final int LAST_YEAR = 2299;

  private static final Duration RARE = Duration.ofHours(12);
  private static final Duration LONGEST_JITTER = Duration.ofMinutes(10);

  /** The spans in which the last turn is sought, so that each has few turns. */
  private static final List<Duration> LOOK_BACK =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(31),
          Duration.ofDays(366),
          Duration.ofDays(8 * 366));

  private final String text;
  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final Predicate<LocalDate> days;
  private final BitSet months;
  private final BitSet years;

  private CronExpression(String text, String[] fields) {
    this.text = text;
    seconds = CronField.SECOND.parse(fields[0]);
    minutes = CronField.MINUTE.parse(fields[1]);
    hours = CronField.HOUR.parse(fields[2]);
    days = CronDays.parse(fields[3], fields[5]);
    months = CronField.MONTH.parse(fields[4]);
    years = CronField.YEAR.parse(fields.length == 7 ? fields[6] : "*");
  }

  /**
   * Parses an expression.
   *
   * @throws IllegalArgumentException if it is not valid; the message names the field
   */
  public static CronExpression parse(String text) {
    Objects.requireNonNull(text, "The argument 'text' is null.");
    String[] fields = text.strip().split("\\s+");
    try {
      if (fields.length < 6 || fields.length > 7) {
        throw new IllegalArgumentException(
            "it needs 6 or 7 fields: second, minute, hour, day of month, month, day of week and"
                + " optionally year");
      }
      return new CronExpression(text, fields);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The cron expression '" + text + "' is not valid: " + e.getMessage() + ".", e);
    }
  }

  /** The first turn after a time, in whole seconds; null if there is none. */
  public @Nullable Instant next(Instant after) {
    Objects.requireNonNull(after, "The argument 'after' is null.");
    LocalDateTime from = LocalDateTime.ofEpochSecond(after.getEpochSecond() + 1, 0, ZoneOffset.UTC);
    LocalDate day = from.toLocalDate();
    LocalTime time = isTurn(day) ? time(from.toLocalTime()) : null;
    while (time == null) {
      day = following(day);
      if (day == null) {
        return null;
      }
      time = time(LocalTime.MIDNIGHT);
    }
    return day.atTime(time).toInstant(ZoneOffset.UTC);
  }

  /** The last turn that is not after a time; null if there is none in the years before. */
  public @Nullable Instant last(Instant atMost) {
    Objects.requireNonNull(atMost, "The argument 'atMost' is null.");
    for (Duration back : LOOK_BACK) {
      Instant turn = next(atMost.minus(back));
      Instant last = null;
      while (turn != null && !turn.isAfter(atMost)) {
        last = turn;
        turn = next(turn);
      }
      if (last != null) {
        return last;
      }
    }
    return null;
  }

  /** The time from the first to the second turn after a time; null if there are fewer than two. */
  public @Nullable Duration period(Instant after) {
    Instant first = next(after);
    Instant second = first == null ? null : next(first);
    return first == null || second == null ? null : Duration.between(first, second);
  }

  /**
   * A random delay between a turn and the start of a task, in whole seconds. It spreads the load of
   * many applications on one server. Turns that are at least 12 hours apart have a delay of up to
   * 10 minutes; other turns have none.
   */
  public Duration jitter(Instant turn) {
    Instant next = next(turn);
    return next != null && Duration.between(turn, next).compareTo(RARE) < 0
        ? Duration.ZERO
        : Duration.ofSeconds(ThreadLocalRandom.current().nextLong(LONGEST_JITTER.toSeconds() + 1));
  }

  private boolean isTurn(LocalDate day) {
    return years.get(day.getYear()) && months.get(day.getMonthValue()) && days.test(day);
  }

  /** The first day of turns after a day; null if there is none. */
  private @Nullable LocalDate following(LocalDate before) {
    LocalDate day = before.plusDays(1);
    while (day.getYear() <= LAST_YEAR) {
      if (!years.get(day.getYear())) {
        day = LocalDate.of(day.getYear() + 1, 1, 1);
      } else if (!months.get(day.getMonthValue())) {
        day = day.withDayOfMonth(1).plusMonths(1);
      } else if (!days.test(day)) {
        day = day.plusDays(1);
      } else {
        return day;
      }
    }
    return null;
  }

  /** The first time of a turn that is not before another time of the day; null if there is none. */
  private @Nullable LocalTime time(LocalTime from) {
    int hour = hours.nextSetBit(from.getHour());
    if (hour == from.getHour()) {
      int minute = minutes.nextSetBit(from.getMinute());
      if (minute == from.getMinute()) {
        int second = seconds.nextSetBit(from.getSecond());
        if (second >= 0) {
          return LocalTime.of(hour, minute, second);
        }
        minute = minutes.nextSetBit(minute + 1);
      }
      if (minute >= 0) {
        return LocalTime.of(hour, minute, seconds.nextSetBit(0));
      }
      hour = hours.nextSetBit(hour + 1);
    }
    return hour < 0 ? null : LocalTime.of(hour, minutes.nextSetBit(0), seconds.nextSetBit(0));
  }

  /** The text of the expression. */
  @Override
  public String toString() {
    return text;
  }
}
