package dev.coffer.maintenance.expire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.host.CofferListener;
import dev.coffer.host.RecordChange;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.record.Expiry;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The deletion of expired records, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ExpireContract {
  private static final Expiry AN_HOUR = Expiry.after(Duration.ofHours(1));

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private TestDatabase database;
  private Coffer coffer;
  private RecordRepository<String, String> names;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    coffer =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(database.user())
                .withPassword(database.password())
                .withListener(new Listener()));
    names = coffer.records("names", String.class);
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  /** Notes what it is told. It finds the record absent: it is told after the commit. */
  private final class Listener implements CofferListener {
    @Override
    public void recordsExpired(String collection, List<String> keys) {
      told.add("expired " + collection + " " + keys);
    }

    @Override
    public void recordsChanged(List<RecordChange> changes) {
      changes.forEach(each -> told.add((each.isCreation() ? "created " : "changed ") + each.key()));
    }
  }

  private RunReport expire() {
    RunReport report = coffer.maintenance().run(MaintenanceTask.EXPIRE);
    assertThat(report.problem()).isNull();
    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    return report;
  }

  /** Moves the expiry of these records into the past. */
  private void age(String condition) {
    String past = " = timestamp '2001-01-01 00:00:00' where ";
    execute("update coffer_record_expiry set due_at" + past + condition);
    execute("update coffer_record set expires_at" + past + condition);
  }

  private void execute(String sql) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private long count(String from) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement("select count(*) from " + from);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(from, e);
    }
  }

  private void putMany(String prefix, int count, Expiry expiry) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(prefix + i, "value " + i);
    }
    names.putAll(values, expiry);
  }

  @Test
  void deletesExpiredRecordsAlone() {
    putMany("old ", 1_500, AN_HOUR);
    coffer.records("large", String.class).put("old", "x".repeat(100_000), AN_HOUR);
    age("record_key like 'old%'");
    putMany("new ", 10, AN_HOUR);
    putMany("forever ", 10, Expiry.never());
    RunReport dry =
        coffer.maintenance().run(MaintenanceTask.EXPIRE, RunOptions.defaults().withDryRun(true));

    RunReport report = expire();

    assertThat(report.figures()).isEqualTo(dry.figures()).containsEntry("records", 1_501L);
    assertThat(report.figure("bytes")).isPositive();
    assertThat(count("coffer_record")).isEqualTo(20);
    assertThat(count("coffer_record_expiry")).isEqualTo(10);
    assertThat(count("coffer_record_content")).isZero();
    assertThat(expire().figure("records")).isZero();
  }

  @Test
  void aRowThatIsDueTooEarlyIsPostponedOrDropped() {
    names.put("later", "1", AN_HOUR);
    names.put("never", "1", AN_HOUR);
    names.touch("later", Expiry.after(Duration.ofDays(1)));
    names.touch("never", Expiry.never());
    execute("update coffer_record_expiry set due_at = timestamp '2001-01-01 00:00:00'");

    assertThat(expire().figure("records")).isZero();

    assertThat(names.get("later")).contains("1");
    assertThat(names.get("never")).contains("1");
    assertThat(
            count(
                "coffer_record_expiry x join coffer_record r on r.collection = x.collection and"
                    + " r.record_key = x.record_key where r.record_key = 'later' and x.due_at ="
                    + " r.expires_at"))
        .isEqualTo(1);
    assertThat(count("coffer_record_expiry")).isEqualTo(1);
  }

  @Test
  void aRecordThatIsCreatedAgainHasAGreaterVersion() {
    names.put("a", "1", AN_HOUR);
    long version = names.put("a", "2", AN_HOUR).version();
    age("record_key = 'a'");
    expire();
    assertThat(names.get("a")).isEmpty();

    assertThat(names.put("a", "3").version()).isGreaterThan(version);
    assertThat(names.get("a")).contains("3");
  }

  @Test
  void lockedRecordsAreLeftToTheNextRun() throws SQLException {
    putMany("old ", 200, AN_HOUR);
    age("collection = 'names'");
    try (Connection connection = database.connect();
        PreparedStatement lock =
            connection.prepareStatement(
                "select version from coffer_record where collection = 'names' and record_key"
                    + " like 'old 1%' for update")) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      int locked = 0;
      try (ResultSet rows = lock.executeQuery()) {
        while (rows.next()) {
          locked++;
        }
      }
      assertThat(locked).isEqualTo(111);

      assertThat(expire().figure("records")).isEqualTo(89);

      connection.rollback();
    }
    assertThat(expire().figure("records")).isEqualTo(111);
    assertThat(count("coffer_record")).isZero();
  }

  @Test
  void theListenerIsToldInTheOrderOfTheKey() {
    names.putAll(Map.of("a", "1", "b", "1"), AN_HOUR);
    names.put("c", "1");
    age("record_key in ('a', 'b')");
    told.clear();

    expire();
    names.put("a", "2");

    assertThat(told).containsExactly("expired names [a, b]", "created a");
  }

  @Test
  void aStoppedRunTellsSo() {
    putMany("old ", 200, AN_HOUR);
    age("collection = 'names'");

    RunReport report =
        coffer
            .maintenance()
            .run(
                MaintenanceTask.EXPIRE,
                RunOptions.defaults().withGoOn(() -> count("coffer_record") == 200));

    assertThat(report.outcome()).isEqualTo(RunOutcome.STOPPED);
    assertThat(report.figure("records")).isPositive();
    assertThat(count("coffer_record")).isEqualTo(200 - report.figure("records"));
    expire();
    assertThat(count("coffer_record")).isZero();
  }

  /**
   * Each writer has its own keys, which expire all the time beside the task. A value that it puts
   * for an hour over such a key must stay.
   */
  @Test
  void writersThatReviveRecordsLoseNothing() throws Exception {
    int writers = 8;
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
    try {
      CompletionService<Integer> ended = new ExecutorCompletionService<>(threads);
      List<Future<Integer>> results = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String key = "writer " + writer;
        results.add(ended.submit(() -> revive(key, stop)));
      }
      Future<Long> task =
          threads.submit(
              () -> {
                long expired = 0;
                while (!stop.get()) {
                  expired += expire().figure("records");
                }
                return expired;
              });
      // A writer ends before it is told to only if it has failed.
      Future<Integer> failed = ended.poll(5, TimeUnit.SECONDS);
      stop.set(true);
      if (failed != null) {
        failed.get();
      }
      for (Future<Integer> each : results) {
        assertThat(each.get()).isPositive();
      }
      assertThat(task.get()).isPositive();
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
    assertThat(
            count(
                "coffer_record r where r.expires_at is not null and not exists (select 1 from"
                    + " coffer_record_expiry x where x.collection = r.collection and x.record_key"
                    + " = r.record_key)"))
        .isZero();
  }

  private int revive(String key, AtomicBoolean stop) {
    int rounds = 0;
    while (!stop.get()) {
      String value = "value " + rounds;
      names.put(key, "old " + rounds, Expiry.after(Duration.ofMillis(1 + rounds % 5)));
      switch (rounds % 4) {
        case 0 -> names.put(key, value, AN_HOUR);
        case 1 -> names.putAll(Map.of(key, value), AN_HOUR);
        case 2 -> {
          if (!names.putIfAbsent(key, value, AN_HOUR).isDone()) {
            names.put(key, value);
          }
        }
        default -> {
          if (names.touch(key, AN_HOUR)) {
            value = "old " + rounds;
          } else {
            names.put(key, value, AN_HOUR);
          }
        }
      }
      Optional<String> found = names.get(key);
      assertThat(found).as("%s in round %s", key, rounds).contains(value);
      rounds++;
    }
    return rounds;
  }
}
