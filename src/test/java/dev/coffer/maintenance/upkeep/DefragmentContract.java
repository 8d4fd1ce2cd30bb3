package dev.coffer.maintenance.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The waste that a deletion of most records leaves, on every database. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class DefragmentContract {
  private static final int BATCH = 500;

  private final int records;
  private final int valueBytes;
  TestDatabase database;
  Coffer coffer;

  /**
   * Creates the tests.
   *
   * @param records the number of records, which must make an object of the database so large that
   *     its waste matters
   * @param valueBytes the size of each value
   */
  DefragmentContract(int records, int valueBytes) {
    this.records = records;
    this.valueBytes = valueBytes;
  }

  abstract TestDatabase newDatabase();

  /** Waits until the database knows what was written and deleted. */
  abstract void settle() throws SQLException;

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
    coffer = open(MaintenanceSettings.defaults());
    RecordRepository<byte[], String> repository = repository();
    Random random = new Random(7);
    Map<String, byte[]> batch = new HashMap<>();
    for (int i = 0; i < records; i++) {
      byte[] value = new byte[valueBytes];
      random.nextBytes(value);
      batch.put(key(i), value);
      if (batch.size() == BATCH) {
        repository.putAll(batch);
        batch.clear();
      }
    }
    repository.putAll(batch);
  }

  @AfterEach
  void drop() {
    coffer.close();
    database.close();
  }

  Coffer open(MaintenanceSettings settings) {
    return Coffer.open(
        OpenSettings.of(database.jdbcUrl())
            .withUser(database.user())
            .withPassword(database.password())
            .withCache(0, 0)
            .withMaintenance(settings.withSchedule(Map.of())));
  }

  private RecordRepository<byte[], String> repository() {
    return coffer.records("things", byte[].class);
  }

  private static String key(int number) {
    return "a-rather-long-key-of-a-thing-%08d".formatted(number);
  }

  /** Deletes all records but a tenth. */
  void deleteMost() {
    repository().deleteRange(Range.between(key(0), key(records - records / 10)));
  }

  RunReport dryRun() {
    return coffer
        .maintenance()
        .run(MaintenanceTask.DEFRAGMENT, RunOptions.defaults().withDryRun(true));
  }

  RunReport run() {
    RunReport report = coffer.maintenance().run(MaintenanceTask.DEFRAGMENT);
    assertThat(report.outcome()).as("%s", report.problem()).isEqualTo(RunOutcome.DONE);
    return report;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The figures that nothing but the task changes. */
  Map<String, Long> exact(RunReport report) {
    return report.figures();
  }

  @Test
  void aDryRunCountsWhatTheRunThenDoes() throws SQLException {
    deleteMost();
    settle();

    RunReport dry = dryRun();
    RunReport report = run();

    assertThat(dry.figure("wasteful")).isPositive();
    assertThat(dry.figure("waste")).isGreaterThan(1 << 20);
    assertThat(exact(report)).isEqualTo(exact(dry));
    assertThat(repository().count()).isEqualTo(records / 10);
    assertThat(repository().get(key(records - 1))).isPresent();
  }

  @Test
  void theShareIsASetting() throws SQLException {
    deleteMost();
    settle();
    coffer.close();
    coffer = open(MaintenanceSettings.defaults().withWasteShare(1));

    assertThat(dryRun().figure("wasteful")).isZero();
  }

  @Test
  void itRunsOnlyIfItIsNamedOrScheduled() {
    assertThat(coffer.maintenance().tasks()).doesNotContain(MaintenanceTask.DEFRAGMENT);
    assertThat(MaintenanceSettings.defaults().schedule())
        .doesNotContainKey(MaintenanceTask.DEFRAGMENT);
  }
}
