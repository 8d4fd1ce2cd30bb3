package example.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.maintenance.CollectionReport;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsArchiveTest {

  private final Clock clock = Clock.systemUTC();
  private final LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
  private final Coffer coffer = Coffer.open("jdbc:h2:mem:metrics");
  private final MetricsArchive archive = new MetricsArchive(coffer, "temperature", clock);

  @AfterEach
  void close() {
    coffer.close();
  }

  @Test
  void givesBackEveryReading() {
    YearMonth month = YearMonth.from(today).minusMonths(2);
    archive.store(month, Thermometer.month(month));
    assertThat(archive.days()).isEqualTo(month.lengthOfMonth());
    assertThat(archive.day(month.atDay(7))).hasValueSatisfying(
        readings -> assertThat(readings).containsExactly(Thermometer.day(month.atDay(7))));
  }

  @Test
  void keepsOnlyTheMonthOfWhatIsTooOld() {
    YearMonth month = YearMonth.from(today.minus(MetricsArchive.KEPT)).minusMonths(2);
    archive.store(month, Thermometer.month(month));
    assertThat(archive.day(month.atDay(7))).isEmpty();
    assertThat(archive.month(month)).hasValueSatisfying(
        each -> assertThat(each.days()).isEqualTo(month.lengthOfMonth()));
  }

  @Test
  void findsTheHighestOfARange() {
    LocalDate day = today.minusDays(10);
    double[] hot = Thermometer.day(day);
    hot[600] = 51.5;
    archive.store(
        YearMonth.from(day), Map.of(day, hot, day.plusDays(1), Thermometer.day(day.plusDays(1))));
    assertThat(archive.highest(day, day.plusDays(1))).hasValue(51.5);
    assertThat(archive.highest(day.plusDays(2), today)).isEmpty();
  }

  @Test
  void takesAFractionOfTheRoom() {
    YearMonth month = YearMonth.from(today).minusMonths(2);
    archive.store(month, Thermometer.month(month));
    CollectionReport days =
        coffer.report().collections().stream()
            .filter(each -> each.collection().endsWith("/days"))
            .findAny()
            .orElseThrow();
    assertThat(days.storedBytes()).isLessThan(days.logicalBytes() / 3);
  }
}
