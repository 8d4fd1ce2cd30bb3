package example.metrics;

import dev.coffer.Coffer;
import dev.coffer.maintenance.CollectionReport;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Fills an archive with five years of readings and prints their size. */
public final class Main {

  public static void main(String[] args) {
    // Messages of the pool and of Hibernate would appear between the output lines.
    Logger.getLogger("").setLevel(Level.WARNING);
    String url = args.length > 0 ? args[0] : "jdbc:h2:./target/metrics";
    Clock clock = Clock.systemUTC();
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    try (Coffer coffer = Coffer.open(url)) {
      MetricsArchive archive = new MetricsArchive(coffer, "temperature", clock);
      YearMonth thisMonth = YearMonth.from(today);
      for (YearMonth month = thisMonth.minusYears(5);
          month.isBefore(thisMonth);
          month = month.plusMonths(1)) {
        archive.store(month, Thermometer.month(month));
      }
      System.out.printf("%d days of 1,440 readings; older ones are months only.%n", archive.days());
      System.out.printf(
          "Highest of the last 365 days: %s degrees%n",
          archive.highest(today.minusDays(365), today).map(String::valueOf).orElse("none"));
      System.out.printf(
          "%s: %s%n", thisMonth.minusYears(5), archive.month(thisMonth.minusYears(5)).orElseThrow());
      System.out.printf("%n%-28s %8s %12s %12s%n", "collection", "records", "bytes", "stored");
      for (CollectionReport each : coffer.report().collections()) {
        System.out.printf(
            "%-28s %,8d %,12d %,12d%n",
            each.collection(), each.records(), each.logicalBytes(), each.storedBytes());
      }
    }
  }

  private Main() {}
}
