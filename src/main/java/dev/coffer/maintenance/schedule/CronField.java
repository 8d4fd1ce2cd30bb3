package dev.coffer.maintenance.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A field of a cron expression: a list of values, ranges and steps.
 *
 * @param name the name in messages
 * @param least the smallest value
 * @param most the largest value
 * @param names the names of the values from {@code least} on; empty if they have none
 */
record CronField(String name, int least, int most, List<String> names) {

  static final CronField SECOND = new CronField("second", 0, 59, List.of());
  static final CronField MINUTE = new CronField("minute", 0, 59, List.of());
  static final CronField HOUR = new CronField("hour", 0, 23, List.of());
  static final CronField DAY_OF_MONTH = new CronField("day of month", 1, 31, List.of());
  static final CronField MONTH =
      new CronField(
          "month",
          1,
          12,
          List.of(
              "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
  static final CronField DAY_OF_WEEK =
      new CronField("day of week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));
  static final CronField YEAR = new CronField("year", 1970, CronExpression.LAST_YEAR, List.of());

  /** The values of a list such as {@code 1,5-10,20/5}. */
  BitSet parse(String text) {
    BitSet values = new BitSet();
    for (String item : text.split(",", -1)) {
      addTo(values, item);
    }
    return values;
  }

  /** Adds the values of one item: a value, a range, or either with a step. */
  void addTo(BitSet values, String item) {
    int slash = item.indexOf('/');
    String range = slash < 0 ? item : item.substring(0, slash);
    int step = slash < 0 ? 1 : step(item.substring(slash + 1));
    int first = least;
    int last = most;
    if (!range.equals("*") && !(range.isEmpty() && slash == 0)) {
      int dash = range.indexOf('-');
      first = value(dash < 0 ? range : range.substring(0, dash));
      if (dash >= 0) {
        last = value(range.substring(dash + 1));
      } else if (slash < 0) {
        last = first;
      }
    }
    int size = most - least + 1;
    int end = last < first ? last + size : last;
    for (int each = first; each <= end; each += step) {
      values.set(each > most ? each - size : each);
    }
  }

  private int step(String text) {
    int step = number(text);
    if (step < 1 || step > most) {
      throw invalid("the step " + text + " is not between 1 and " + most);
    }
    return step;
  }

  /** The number of a value, which may be a name. */
  int value(String text) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    int value = named < 0 ? number(text) : least + named;
    if (value < least || value > most) {
      throw invalid(text + " is not between " + least + " and " + most);
    }
    return value;
  }

  int number(String text) {
    if (!text.matches("\\d{1,4}")) {
      throw invalid("'" + text + "' is not a number" + (names.isEmpty() ? "" : " or a name"));
    }
    return Integer.parseInt(text);
  }

  IllegalArgumentException invalid(String problem) {
    return new IllegalArgumentException("in the field '" + name + "', " + problem);
  }
}
