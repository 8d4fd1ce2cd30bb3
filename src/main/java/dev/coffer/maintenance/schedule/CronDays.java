package dev.coffer.maintenance.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.Predicate;

/** The days of a cron expression, by the fields for days of months and of weeks. */
final class CronDays {

  private CronDays() {}

  /** The rule of the two fields, exactly one of which is {@code ?}. */
  static Predicate<LocalDate> parse(String ofMonth, String ofWeek) {
    if (ofMonth.equals("?") == ofWeek.equals("?")) {
      throw new IllegalArgumentException(
          "exactly one of the fields 'day of month' and 'day of week' must be ?");
    }
    return ofWeek.equals("?") ? daysOfMonth(ofMonth) : daysOfWeek(ofWeek);
  }

  private static Predicate<LocalDate> daysOfMonth(String text) {
    BitSet plain = new BitSet();
    Predicate<LocalDate> special = day -> false;
    for (String item : text.toUpperCase(Locale.ROOT).split(",", -1)) {
      if (item.startsWith("L")) {
        special = special.or(nearEnd(item));
      } else if (item.endsWith("W")) {
        int day = CronField.DAY_OF_MONTH.value(item.substring(0, item.length() - 1));
        special = special.or(date -> isNearestWeekday(date, day));
      } else {
        CronField.DAY_OF_MONTH.addTo(plain, item);
      }
    }
    return special.or(date -> plain.get(date.getDayOfMonth()));
  }

  /** A rule such as {@code L}, {@code L-3}, {@code LW} and {@code L-3W}. */
  private static Predicate<LocalDate> nearEnd(String item) {
    boolean weekday = item.endsWith("W");
    String offset = item.substring(1, item.length() - (weekday ? 1 : 0));
    int before = offset.isEmpty() ? 0 : offset(offset);
    return date -> {
      int day = date.lengthOfMonth() - before;
      return weekday ? isNearestWeekday(date, day) : date.getDayOfMonth() == day;
    };
  }

  private static int offset(String text) {
    if (!text.startsWith("-")) {
      throw CronField.DAY_OF_MONTH.invalid("L is followed by '" + text + "', not by - or W");
    }
    int days = CronField.DAY_OF_MONTH.number(text.substring(1));
    if (days > 30) {
      throw CronField.DAY_OF_MONTH.invalid("the offset " + days + " is above 30");
    }
    return days;
  }

  /** Whether a date is the weekday of its month that is nearest to a day of the month. */
  private static boolean isNearestWeekday(LocalDate date, int day) {
    YearMonth month = YearMonth.from(date);
    return month.isValidDay(day) && date.equals(nearestWeekday(month.atDay(day)));
  }

  private static LocalDate nearestWeekday(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY ->
          day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      default -> day;
    };
  }

  private static Predicate<LocalDate> daysOfWeek(String text) {
    BitSet plain = new BitSet();
    Predicate<LocalDate> special = day -> false;
    for (String item : text.toUpperCase(Locale.ROOT).split(",", -1)) {
      int hash = item.indexOf('#');
      if (hash >= 0) {
        DayOfWeek day = dayOfWeek(item.substring(0, hash));
        int week = week(item.substring(hash + 1));
        special =
            special.or(
                date -> date.getDayOfWeek() == day && (date.getDayOfMonth() + 6) / 7 == week);
      } else if (item.equals("L")) {
        plain.set(7);
      } else if (item.endsWith("L")) {
        DayOfWeek day = dayOfWeek(item.substring(0, item.length() - 1));
        special = special.or(date -> date.equals(date.with(TemporalAdjusters.lastInMonth(day))));
      } else {
        CronField.DAY_OF_WEEK.addTo(plain, item);
      }
    }
    return special.or(date -> plain.get(date.getDayOfWeek().getValue() % 7 + 1));
  }

  private static DayOfWeek dayOfWeek(String text) {
    return DayOfWeek.SATURDAY.plus(CronField.DAY_OF_WEEK.value(text));
  }

  private static int week(String text) {
    int week = CronField.DAY_OF_WEEK.number(text);
    if (week < 1 || week > 5) {
      throw CronField.DAY_OF_WEEK.invalid("the week " + text + " is not between 1 and 5");
    }
    return week;
  }
}
