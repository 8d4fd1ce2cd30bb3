package dev.coffer.maintenance.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.maintenance.MaintenanceSettings;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cron expressions, also in comparison with those of Quartz. */
class CronExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0/5 * * * ?       | 2026-11-28T10:02:03Z    | 2026-11-28T10:05:00Z
          0 0/5 * * * ?       | 2026-11-28T10:05:00Z    | 2026-11-28T10:10:00Z
          0 0/5 * * * ?       | 2026-11-28T10:04:59.9Z  | 2026-11-28T10:05:00Z
          0 30 2 * * ?        | 2026-12-31T03:00:00Z    | 2027-01-01T02:30:00Z
          * * * * * ?         | 2026-11-28T23:59:59.5Z  | 2026-11-29T00:00:00Z
          0 0 22-2/2 * * ?    | 2026-11-28T22:30:00Z    | 2026-11-29T00:00:00Z
          0 0 0 29 2 ?        | 2026-11-28T00:00:00Z    | 2028-02-29T00:00:00Z
          0 0 0 L * ?         | 2028-02-01T00:00:00Z    | 2028-02-29T00:00:00Z
          0 0 0 L-2 * ?       | 2026-11-01T00:00:00Z    | 2026-11-28T00:00:00Z
          0 0 0 LW * ?        | 2026-11-01T00:00:00Z    | 2026-11-30T00:00:00Z
          0 0 0 1W * ?        | 2026-07-31T00:00:00Z    | 2026-08-03T00:00:00Z
          0 0 0 15W * ?       | 2026-11-01T00:00:00Z    | 2026-11-16T00:00:00Z
          0 0 0 6W * ?        | 2035-05-01T00:00:00Z    | 2035-05-07T00:00:00Z
          0 0 0 31W * ?       | 2026-09-01T00:00:00Z    | 2026-10-30T00:00:00Z
          0 0 0 L-18 * ?      | 2028-02-07T12:20:25Z    | 2028-02-11T00:00:00Z
          0 0 0 LW FEB ?      | 2032-09-07T00:05:45Z    | 2033-02-28T00:00:00Z
          0 0 0 1,L * ?       | 2026-11-02T00:00:00Z    | 2026-11-30T00:00:00Z
          0 0 0 ? * 6L        | 2026-11-01T00:00:00Z    | 2026-11-27T00:00:00Z
          0 0 0 ? * fri#3     | 2026-11-01T00:00:00Z    | 2026-11-20T00:00:00Z
          0 0 0 ? * L         | 2026-11-23T00:00:00Z    | 2026-11-28T00:00:00Z
          0 0 0 ? * MON-WED   | 2026-11-26T00:00:00Z    | 2026-11-30T00:00:00Z
          0 0 0 ? nov-feb SUN | 2026-03-01T00:00:00Z    | 2026-11-01T00:00:00Z
          0 0 12 * * ? 2030   | 2026-11-28T00:00:00Z    | 2030-01-01T12:00:00Z
          """)
  void nextTurn(String expression, Instant after, Instant turn) {
    assertThat(CronExpression.parse(expression).next(after)).isEqualTo(turn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 0 31 2 ?", "0 0 0 * * ? 2020", "0 0 0 ? 2 MON#5 2027"})
  void noTurn(String expression) {
    CronExpression cron = CronExpression.parse(expression);

    assertThat(cron.next(Instant.parse("2026-11-28T00:00:00Z"))).isNull();
    assertThat(cron.period(Instant.parse("2026-11-28T00:00:00Z"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * * ?         | 2026-11-28T10:02:03.7Z  | 2026-11-28T10:02:03Z
          0 0/5 * * * ?       | 2026-11-28T10:05:00Z    | 2026-11-28T10:05:00Z
          0 0/5 * * * ?       | 2026-11-28T10:09:59Z    | 2026-11-28T10:05:00Z
          0 30 2 * * ?        | 2026-12-31T01:00:00Z    | 2026-12-30T02:30:00Z
          0 0 0 1 1 ?         | 2026-11-28T00:00:00Z    | 2026-01-01T00:00:00Z
          0 0 0 29 2 ?        | 2026-11-28T00:00:00Z    | 2024-02-29T00:00:00Z
          """)
  void lastTurn(String expression, Instant atMost, Instant turn) {
    assertThat(CronExpression.parse(expression).last(atMost)).isEqualTo(turn);
  }

  @Test
  void period() {
    Instant now = Instant.parse("2026-11-28T10:02:03Z");

    assertThat(CronExpression.parse("0 0/5 * * * ?").period(now)).isEqualTo(Duration.ofMinutes(5));
    assertThat(CronExpression.parse("0 0 3 * * ?").period(now)).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hourly               | it needs 6 or 7 fields
          0 0 * * *            | it needs 6 or 7 fields
          0 0 25 * * ?         | in the field 'hour', 25 is not between 0 and 23
          60 0 * * * ?         | in the field 'second', 60 is not between 0 and 59
          0 0/0 * * * ?        | in the field 'minute', the step 0 is not between 1 and 59
          0 0/99 * * * ?       | in the field 'minute', the step 99 is not between 1 and 59
          0 0/ * * * ?         | in the field 'minute', '' is not a number
          0 1,,2 * * * ?       | in the field 'minute', '' is not a number
          0 1- * * * ?         | in the field 'minute', '' is not a number
          0 ? * * * ?          | in the field 'minute', '?' is not a number
          0 0 0 * * *          | exactly one of the fields 'day of month' and 'day of week' must be ?
          0 0 0 ? * ?          | exactly one of the fields 'day of month' and 'day of week' must be ?
          0 0 0 0 * ?          | in the field 'day of month', 0 is not between 1 and 31
          0 0 0 LX * ?         | in the field 'day of month', L is followed by 'X', not by - or W
          0 0 0 L-31 * ?       | in the field 'day of month', the offset 31 is above 30
          0 0 0 1 JANUARY ?    | in the field 'month', 'JANUARY' is not a number or a name
          0 0 0 ? * 8          | in the field 'day of week', 8 is not between 1 and 7
          0 0 0 ? * 2#6        | in the field 'day of week', the week 6 is not between 1 and 5
          0 0 0 1 1 ? 1969     | in the field 'year', 1969 is not between 1970 and 2299
          """)
  void invalidExpressionIsRefused(String expression, String problem) {
    assertThatThrownBy(() -> CronExpression.parse(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + expression + "'")
        .hasMessageContaining(problem);
  }

  @Test
  void theDefaultScheduleIsValid() {
    MaintenanceSettings.defaults().schedule().values().forEach(CronExpression::parse);
  }

  // Without L and W in the day of the month: Quartz 2.5.2 skips turns of these.
  @Test
  void randomExpressionsHaveTheTurnsOfQuartz() throws ParseException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String text = randomExpression(random);
      Instant after =
          Instant.ofEpochSecond(1_700_000_000L + random.nextInt(400_000_000))
              .plusMillis(random.nextInt(1_000));
      CronExpression ours = CronExpression.parse(text);
      org.quartz.CronExpression theirs = new org.quartz.CronExpression(text);
      theirs.setTimeZone(TimeZone.getTimeZone("UTC"));
      for (int turn = 0; turn < 4 && after != null; turn++) {
        Instant next = ours.next(after);
        assertThat(next)
            .as("%s after %s, seed %d", text, after, seed)
            .isEqualTo(instant(theirs.getNextValidTimeAfter(Date.from(after))));
        after = next;
      }
    }
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  private static String randomExpression(Random random) {
    boolean byWeek = random.nextInt(3) == 0;
    return String.join(
        " ",
        list(random, CronField.SECOND),
        list(random, CronField.MINUTE),
        list(random, CronField.HOUR),
        byWeek ? "?" : list(random, CronField.DAY_OF_MONTH),
        list(random, CronField.MONTH),
        byWeek ? daysOfWeek(random) : "?");
  }

  private static String daysOfWeek(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> (1 + random.nextInt(7)) + "L";
      case 1 -> (1 + random.nextInt(7)) + "#" + (1 + random.nextInt(5));
      case 2 -> "L";
      default -> list(random, CronField.DAY_OF_WEEK);
    };
  }

  private static String list(Random random, CronField field) {
    if (random.nextInt(3) == 0) {
      return "*";
    }
    StringBuilder list = new StringBuilder(item(random, field));
    for (int more = random.nextInt(3); more > 0; more--) {
      list.append(',').append(item(random, field));
    }
    return list.toString();
  }

  // Quartz has no names in steps, nor ranges that mix names and numbers.
  private static String item(Random random, CronField field) {
    int step = 1 + random.nextInt(field.most());
    boolean named = random.nextBoolean();
    return switch (random.nextInt(6)) {
      case 0 -> value(random, field, named) + "-" + value(random, field, named);
      case 1 -> value(random, field, false) + "/" + step;
      case 2 -> "*/" + step;
      case 3 -> value(random, field, false) + "-" + value(random, field, false) + "/" + step;
      default -> value(random, field, named);
    };
  }

  private static String value(Random random, CronField field, boolean named) {
    int index = random.nextInt(field.most() - field.least() + 1);
    List<String> names = field.names();
    return named && !names.isEmpty() ? names.get(index) : String.valueOf(field.least() + index);
  }
}
