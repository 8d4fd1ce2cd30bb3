package example.metrics;

import dev.coffer.Coffer;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An archive of one metric: a reading each minute for some years, and a summary of each month. */
final class MetricsArchive {

  static final Period KEPT = Period.ofYears(3);

  private final RecordRepository<Chunk, LocalDate> days;
  private final RecordRepository<Month, String> months;
  private final Clock clock;

  MetricsArchive(Coffer coffer, String metric, Clock clock) {
    this.days = coffer.records("metrics/" + metric + "/days", Chunk.class, LocalDate.class);
    this.months = coffer.records("metrics/" + metric + "/months", Month.class);
    this.clock = clock;
  }

  /** Stores the days of a month until they expire, and its summary permanently. */
  void store(YearMonth month, Map<LocalDate, double[]> readings) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    readings.forEach(
        (day, values) -> {
          Arrays.stream(values).forEach(all::accept);
          Duration left = timeToLive(day);
          if (!left.isNegative() && !left.isZero()) {
            days.put(day, Chunk.of(values), Expiry.after(left));
          }
        });
    months.put(month.toString(), Month.of(all, readings.size()));
  }

  Optional<double[]> day(LocalDate day) {
    return days.get(day).map(Chunk::readings);
  }

  Optional<Month> month(YearMonth month) {
    return months.get(month.toString());
  }

  /** The highest reading from one day until before another. It reads pages in bounded memory. */
  Optional<Double> highest(LocalDate from, LocalDate to) {
    try (Stream<StoredValue<Chunk, LocalDate>> chunks = days.scan(Range.between(from, to))) {
      return chunks
          .flatMap(each -> Arrays.stream(each.value().readings()).boxed())
          .max(Double::compare);
    }
  }

  long days() {
    return days.count();
  }

  private Duration timeToLive(LocalDate day) {
    Instant end = day.plus(KEPT).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Duration.between(clock.instant(), end);
  }
}
