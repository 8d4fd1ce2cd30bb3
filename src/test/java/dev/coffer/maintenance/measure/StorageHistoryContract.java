package dev.coffer.maintenance.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ContentHash;
import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.DailySize;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.StorageHistory;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.StorageTotal;
import dev.coffer.record.Expiry;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The task measure and the history of sizes, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class StorageHistoryContract {
  private static final byte[] LARGE = "all work and no play ".repeat(10_000).getBytes(UTF_8);

  private TestDatabase database;
  private Coffer coffer;
  private StorageHistory history;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    coffer =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(database.user())
                .withPassword(database.password())
                .withMaintenance(
                    MaintenanceSettings.defaults()
                        .withSchedule(Map.of())
                        .withKeepDailySizes(Duration.ofDays(10))));
    history = coffer.maintenance().history();
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private RunReport measure() {
    RunReport report = coffer.maintenance().run(MaintenanceTask.MEASURE);
    assertThat(report.outcome()).as(report.problem()).isEqualTo(RunOutcome.DONE);
    return report;
  }

  private RunReport forecast() {
    return coffer
        .maintenance()
        .run(MaintenanceTask.MEASURE, RunOptions.defaults().withDryRun(true));
  }

  /** Measures, and returns the day of it. */
  private LocalDate today() {
    measure();
    return history.newest().orElseThrow().day();
  }

  /** Makes the sizes of a day those of an earlier one. */
  private void shift(LocalDate day, LocalDate earlier) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement update =
            connection.prepareStatement(
                "update coffer_daily_size set measured_on = ? where measured_on = ?")) {
      update.setObject(1, earlier);
      update.setObject(2, day);
      assertThat(update.executeUpdate()).isPositive();
    }
  }

  private long rows() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from coffer_daily_size")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<Long> records(List<DailySize<CollectionReport>> sizes) {
    return sizes.stream().map(each -> each.size().records()).toList();
  }

  @Test
  void theSizesOfTwoDaysAreASeries() throws SQLException {
    coffer.storeBatch("players", Map.of("alice", "a", "bob", "b"));
    coffer.store("Players", "eve", "e");
    LocalDate today = today();
    LocalDate yesterday = today.minusDays(1);
    shift(today, yesterday);
    coffer.store("players", "carol", LARGE);
    ContentHash kept = coffer.contents().store(LARGE).hash();
    measure();

    assertThat(history.totals(yesterday, today))
        .extracting(DailySize::day)
        .containsExactly(yesterday, today);
    assertThat(history.totals(yesterday, today))
        .extracting(each -> each.size().records())
        .containsExactly(3L, 4L);
    assertThat(history.totals(yesterday, yesterday)).hasSize(1);
    assertThat(history.contents(yesterday, today))
        .extracting(each -> each.size().kept())
        .containsExactly(0L, 1L);
    assertThat(records(history.collection("players", yesterday, today))).containsExactly(2L, 3L);
    assertThat(records(history.collection("Players", yesterday, today))).containsExactly(1L, 1L);
    assertThat(history.collection("nobody", yesterday, today)).isEmpty();
    assertThat(history.collection("", yesterday, today)).isEmpty();
    assertThat(coffer.contents().exists(kept)).isTrue();
  }

  @Test
  void theNewestDayIsTheReportOfTheDatabase() {
    assertThat(history.newest()).isEmpty();
    coffer.storeBatch("small", Map.of("a", "text", "b", "text"));
    coffer.storeBatch("large", Map.of("a", LARGE, "b", LARGE));
    coffer.contents().store(noise(300_000));
    measure();

    DailySize<StorageReport> newest = history.newest().orElseThrow();

    StorageReport report = coffer.report();
    assertThat(newest.size().collections()).isEqualTo(report.collections()).hasSize(2);
    assertThat(newest.size().contents()).isEqualTo(report.contents());
    assertThat(withoutPhysical(newest.size().total())).isEqualTo(withoutPhysical(report.total()));
    assertThat(newest.size().physicalBytes().isPresent())
        .isEqualTo(report.physicalBytes().isPresent());
    assertThat(history.totals(newest.day(), newest.day()))
        .containsExactly(new DailySize<>(newest.day(), newest.measuredAt(), newest.size().total()));
  }

  private static List<Long> withoutPhysical(StorageTotal total) {
    return List.of(total.records(), total.logicalBytes(), total.uniqueBytes(), total.storedBytes());
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void theTotalHasEachByteOnce() {
    byte[] other = noise(1_500_000);
    coffer.storeBatch("one", Map.of("a", LARGE, "b", LARGE, "c", new byte[10]));
    coffer.store("two", "a", LARGE);
    coffer.contents().store(LARGE);
    coffer.contents().store(other);
    measure();

    StorageTotal total = history.newest().orElseThrow().size().total();

    assertThat(total.records()).isEqualTo(4);
    assertThat(total.logicalBytes()).isEqualTo(3L * LARGE.length + 10 + other.length);
    assertThat(total.uniqueBytes()).isEqualTo(LARGE.length + 10L + other.length);
    assertThat(total.savedByDeduplication()).isEqualTo(2L * LARGE.length);
    assertThat(total.savedByCompression()).isBetween(LARGE.length / 2L, (long) LARGE.length);
    assertThat(total.storedBytes())
        .isEqualTo(
            total.logicalBytes() - total.savedByDeduplication() - total.savedByCompression());
  }

  @Test
  void aSecondRunOfADayReplacesTheFirst() throws SQLException {
    coffer.store("gone", "a", "text");
    coffer.store("stays", "a", "text");
    RunReport first = measure();
    coffer.records("gone", String.class).delete("a");
    coffer.store("stays", "b", "text");

    RunReport second = measure();

    assertThat(first.figures()).containsEntry("collections", 2L).containsEntry("records", 2L);
    assertThat(second.figures()).containsEntry("collections", 1L).containsEntry("records", 2L);
    assertThat(second.figure("bytes")).isPositive();
    DailySize<StorageReport> newest = history.newest().orElseThrow();
    assertThat(newest.size().collections())
        .extracting(CollectionReport::collection)
        .containsExactly("stays");
    assertThat(records(history.collection("gone", newest.day(), newest.day()))).isEmpty();
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aDryRunStoresNothingAndHasTheSameFigures() throws SQLException {
    coffer.store("players", "alice", "a");
    LocalDate today = today();
    shift(today, today.minusDays(11));

    RunReport forecast = forecast();

    assertThat(rows()).isEqualTo(2);
    assertThat(measure().figures())
        .isEqualTo(forecast.figures())
        .containsOnlyKeys("collections", "records", "bytes", "deleted")
        .containsEntry("deleted", 2L);
  }

  @Test
  void daysThatAreTooOldAreDeleted() throws SQLException {
    coffer.store("players", "alice", "a");
    LocalDate today = today();
    for (int days : List.of(400, 12, 11, 10, 1)) {
      shift(today, today.minusDays(days));
      measure();
    }

    assertThat(history.totals(LocalDate.MIN, LocalDate.MAX))
        .extracting(DailySize::day)
        .containsExactly(today.minusDays(10), today.minusDays(1), today);
    assertThat(history.collection("players", today.minusDays(500), today)).hasSize(3);
    assertThat(rows()).isEqualTo(6);
  }

  @Test
  void aLostCollectionKeepsItsPast() throws SQLException {
    coffer.store("letters", "secret", "s");
    coffer.store("drafts", "a", "d");
    LocalDate today = today();
    LocalDate yesterday = today.minusDays(1);
    shift(today, yesterday);

    coffer.erase("letters", "secret");
    coffer.records().renameCollection("drafts", "essays");
    measure();

    assertThat(history.collection("letters", yesterday, today))
        .extracting(DailySize::day)
        .containsExactly(yesterday);
    assertThat(history.collection("drafts", yesterday, today)).hasSize(1);
    assertThat(history.collection("essays", yesterday, today))
        .extracting(DailySize::day)
        .containsExactly(today);
  }

  @Test
  void anExpiredRecordCountsUntilItsRowIsDeleted() throws SQLException {
    coffer.records("codes", String.class).put("a", "text", Expiry.after(Duration.ofHours(1)));
    coffer.store("codes", "b", "text");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update coffer_record set expires_at = timestamp '2026-01-01 00:00:00'"
              + " where record_key = 'a'");
      statement.execute("update coffer_record_expiry set due_at = timestamp '2026-01-01 00:00:00'");
    }

    LocalDate today = today();
    List<Long> before = records(history.collection("codes", today, today));
    assertThat(history.newest().orElseThrow().size().collections())
        .extracting(CollectionReport::expiring)
        .containsExactly(1L);
    coffer.maintenance().run(MaintenanceTask.EXPIRE);
    measure();

    assertThat(before).containsExactly(2L);
    assertThat(history.newest().orElseThrow().size().collections())
        .extracting(CollectionReport::expiring)
        .containsExactly(0L);
    assertThat(records(history.collection("codes", today, today))).containsExactly(1L);
  }

  @Test
  void theLastChangeIsThatOfTheNewestValue() throws SQLException {
    coffer.storeBatch("notes", Map.of("a", "text", "b", "text", "c", "text"));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("update coffer_record set created_at = timestamp '2026-01-01 00:00:00'");
      statement.execute(
          "update coffer_record set updated_at = timestamp '2026-02-03 04:05:06'"
              + " where record_key = 'b'");
    }
    LocalDate today = today();

    assertThat(history.collection("notes", today, today))
        .extracting(each -> each.size().lastChange())
        .containsExactly(Instant.parse("2026-02-03T04:05:06Z"));
  }

  @Test
  void anEmptyDatabaseHasSizes() {
    LocalDate today = today();

    assertThat(history.newest().orElseThrow().size().collections()).isEmpty();
    assertThat(history.totals(today, today))
        .extracting(each -> withoutPhysical(each.size()))
        .containsExactly(List.of(0L, 0L, 0L, 0L));
  }

  @Test
  void manyCollectionsAreStored() {
    for (int i = 0; i < 520; i++) {
      coffer.store("collection " + i, "k", "text");
    }
    LocalDate today = today();

    assertThat(history.newest().orElseThrow().size().collections()).hasSize(520);
    assertThat(records(history.collection("collection 519", today, today))).containsExactly(1L);
  }

  @Test
  void daysInTheWrongOrderAreRefused() {
    LocalDate day = LocalDate.of(2026, 11, 29);

    assertThatThrownBy(() -> history.totals(day, day.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("2026-11-29", "2026-11-28");
    assertThat(history.totals(day, day)).isEmpty();
  }
}
