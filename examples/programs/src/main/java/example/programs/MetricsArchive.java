package example.programs;

import dev.coffer.Coffer;
import dev.coffer.maintenance.CollectionReport;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Random;

/** An archive of measurements: a reading each minute for three years, and a summary for ever. */
public final class MetricsArchive {

  static final Period KEPT = Period.ofYears(3);

  /** The readings of one day, a minute apart, in tenths of a degree. */
  public record Day(int[] readings) {}

  /** The permanent summary of a month. */
  public record Month(double least, double most, double mean, int days) {}

  private final RecordRepository<Day, LocalDate> days;
  private final RecordRepository<Month, String> months;

  MetricsArchive(Coffer coffer) {
    this.days = coffer.records("metrics/days", Day.class, LocalDate.class);
    this.months = coffer.records("metrics/months", Month.class);
  }

  /** Stores a day until three years after it. A day that is older is not stored. */
  void store(LocalDate date, Day day) {
    Instant end = date.plus(KEPT).atStartOfDay(ZoneOffset.UTC).toInstant();
    Duration left = Duration.between(Instant.now(), end);
    if (!left.isNegative() && !left.isZero()) {
      days.put(date, day, Expiry.after(left));
    }
  }

  /** Stores the summary of a month for ever. It reads the days page by page. */
  void summarize(LocalDate first) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    Range<LocalDate> month = Range.between(first, first.plusMonths(1));
    days.scan(month)
        .flatMapToInt(day -> Arrays.stream(day.value().readings()))
        .forEach(all::accept);
    if (all.getCount() > 0) {
      months.put(
          first.toString().substring(0, 7),
          new Month(
              all.getMin() / 10,
              all.getMax() / 10,
              all.getAverage() / 10,
              (int) days.count(month)));
    }
  }

  public static void main(String... args) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    try (Coffer coffer = Coffer.open(args.length > 0 ? args[0] : "jdbc:h2:./target/metrics")) {
      MetricsArchive archive = new MetricsArchive(coffer);
      LocalDate start = today.minusMonths(3).withDayOfMonth(1);
      start.datesUntil(today).forEach(date -> archive.store(date, thermometer(date)));
      start.datesUntil(today, Period.ofMonths(1)).forEach(archive::summarize);

      archive.months.asMap().forEach((month, summary) -> System.out.println(month + " " + summary));
      StoredValue<Day, LocalDate> latest =
          archive.days.first(Range.<LocalDate>all().reversed()).orElseThrow();
      System.out.println("The last day is " + latest.key() + ". It expires " + latest.expiresAt());
      for (CollectionReport each : coffer.report().collections()) {
        System.out.printf(
            "%s: %,d records of %,d bytes take %,d bytes.%n",
            each.collection(), each.records(), each.logicalBytes(), each.storedBytes());
      }
    }
  }

  /** A simulated instrument. Its readings are the same on each run. */
  static Day thermometer(LocalDate date) {
    Random weather = new Random(date.toEpochDay());
    double season = 110 - 100 * Math.cos(2 * Math.PI * (date.getDayOfYear() - 20) / 365);
    int[] readings = new int[24 * 60];
    for (int minute = 0; minute < readings.length; minute++) {
      double hour = -40 * Math.cos(2 * Math.PI * (minute - 180) / readings.length);
      readings[minute] = (int) Math.round(season + hour + weather.nextGaussian());
    }
    return new Day(readings);
  }
}
