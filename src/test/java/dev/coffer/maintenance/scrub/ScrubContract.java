package dev.coffer.maintenance.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.host.CofferListener;
import dev.coffer.maintenance.Damage;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.record.Expiry;
import dev.coffer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scrubs and the small tasks, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ScrubContract {
  private static final MaintenanceSettings EVERYTHING =
      MaintenanceSettings.defaults().withScrubPeriod(Duration.ofMinutes(1));

  private TestDatabase database;
  private Coffer coffer;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
    coffer = open(EVERYTHING);
  }

  @AfterEach
  void drop() {
    coffer.close();
    database.close();
  }

  private Coffer open(MaintenanceSettings settings) {
    return Coffer.open(settings(settings));
  }

  private OpenSettings settings(MaintenanceSettings maintenance) {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withMaintenance(maintenance);
  }

  private RunReport scrub() {
    return coffer.maintenance().run(MaintenanceTask.SCRUB);
  }

  private void execute(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static byte[] noise(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void soundDataIsReadOnceAndNothingIsNoted() {
    coffer.records("a", String.class).put("k", "v");
    coffer.records("b", byte[].class).put("k", noise(1, 100_000));
    coffer.contents().store(noise(2, 1_500_000));

    RunReport report = scrub();

    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(report.figure("records")).isEqualTo(2);
    assertThat(report.figure("contents")).isGreaterThan(4);
    assertThat(report.figure("damaged")).isZero();
    assertThat(coffer.maintenance().damage()).isEmpty();
  }

  @Test
  void damageIsNotedUntilItIsHealed() {
    byte[] bytes = "a content that will be damaged".getBytes(StandardCharsets.UTF_8);
    long id = coffer.contents().store(bytes).id();
    coffer.records("players", String.class).put("alice", "level 1");
    coffer.records("players", String.class).put("bob", "level 2");
    execute("update coffer_frame set stored_size = stored_size + 1 where content_id = " + id);
    execute("update coffer_record set size = size + 1 where record_key = 'alice'");

    RunReport found = scrub();
    RunReport again = scrub();

    assertThat(found.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(found.figure("damaged")).isEqualTo(2);
    assertThat(again.figure("healed")).isZero();
    List<Damage> damage = coffer.maintenance().damage();
    assertThat(damage).hasSize(2);
    assertThat(damage)
        .anySatisfy(
            each -> {
              assertThat(each.collection()).isEqualTo("players");
              assertThat(each.key()).isEqualTo("alice");
              assertThat(each.problem()).contains("size");
            })
        .anySatisfy(
            each -> {
              assertThat(each.collection()).isNull();
              assertThat(each.key()).isEqualTo(Long.toString(id));
            });

    coffer.contents().store(bytes);
    assertThat(coffer.maintenance().damage())
        .as("a content is healed by a store of its bytes")
        .extracting(Damage::collection)
        .containsExactly("players");
    coffer.records("players", String.class).delete("alice");
    assertThat(scrub().figure("healed")).isEqualTo(1);
    assertThat(coffer.maintenance().damage()).isEmpty();
  }

  @Test
  void eachRunReadsItsShareAndTheNextContinues() {
    coffer.close();
    coffer = open(MaintenanceSettings.defaults().withScrubPeriod(Duration.ofDays(3)));
    for (int i = 0; i < 1_200; i++) {
      coffer.records("c" + i % 2, Integer.class).put("k" + i, i);
    }
    for (int i = 0; i < 300; i++) {
      coffer.contents().store(noise(i, 50));
    }

    long records = 0;
    long contents = 0;
    RunReport first = scrub();
    assertThat(first.figure("due")).isEqualTo(500);
    assertThat(first.figure("records")).isEqualTo(500);
    records += first.figure("records");
    int runs = 0;
    // A run so soon after the one before reads a hundredth; records come in pages.
    while (contents < 300 && runs < 100) {
      RunReport next = scrub();
      records += next.figure("records");
      contents += next.figure("contents");
      runs++;
    }

    assertThat(records).isEqualTo(1_200);
    assertThat(contents).isEqualTo(300);
    assertThat(scrub().figure("records")).as("the next cycle").isPositive();
  }

  @Test
  void aDryRunCountsWhatTheRunThenFinds() {
    byte[] bytes = "a content that will be damaged".getBytes(StandardCharsets.UTF_8);
    long id = coffer.contents().store(bytes).id();
    long healed = coffer.contents().store(noise(1, 100)).id();
    for (int i = 0; i < 1_100; i++) {
      coffer.records("players", String.class).put("p" + i, "level " + i);
    }
    execute("update coffer_record set size = size + 1 where record_key = 'p7'");
    scrub();
    execute("update coffer_record set size = size - 1 where record_key = 'p7'");
    execute("update coffer_frame set stored_size = stored_size + 1 where content_id = " + id);

    RunReport dry =
        coffer.maintenance().run(MaintenanceTask.SCRUB, RunOptions.defaults().withDryRun(true));
    List<Damage> noted = coffer.maintenance().damage();
    RunReport report = scrub();

    assertThat(noted).as("a dry run notes nothing").extracting(Damage::key).containsExactly("p7");
    assertThat(dry.figures()).isEqualTo(report.figures());
    assertThat(dry.figure("healed")).isEqualTo(1);
    assertThat(healed).isNotEqualTo(id);
  }

  @Test
  void aListenerIsToldOfNewDamage() {
    coffer.close();
    List<Damage> told = new ArrayList<>();
    List<Damage> noted = new ArrayList<>();
    CofferListener listener =
        new CofferListener() {
          @Override
          public void damageFound(List<Damage> damage) {
            told.addAll(damage);
            noted.addAll(coffer.maintenance().damage());
          }
        };
    coffer = Coffer.open(settings(EVERYTHING).withListener(listener));
    coffer.records("players", String.class).put("alice", "level 1");
    execute("update coffer_record set size = size + 1 where record_key = 'alice'");

    scrub();
    scrub();

    assertThat(told).hasSize(1);
    assertThat(noted).as("it is told after the commit").isEqualTo(told);
    assertThat(told.get(0).collection()).isEqualTo("players");
    assertThat(told.get(0).key()).isEqualTo("alice");
  }

  @Test
  void aScrubStopsAfterABatch() {
    for (int i = 0; i < 1_500; i++) {
      coffer.records("c", Integer.class).put("k" + i, i);
    }
    int[] calls = new int[1];

    RunReport stopped =
        coffer
            .maintenance()
            .run(MaintenanceTask.SCRUB, RunOptions.defaults().withGoOn(() -> calls[0]++ < 1));

    assertThat(stopped.outcome()).isEqualTo(RunOutcome.STOPPED);
    assertThat(stopped.figure("records")).isEqualTo(500);
  }

  /** An earlier release writes no row in the table by which the task finds expired records. */
  @Test
  void aRecordOfAnEarlierReleaseExpiresAfterAScrub() {
    for (int i = 0; i < 1_100; i++) {
      coffer.records("c", Integer.class).put("k" + i, i);
    }
    for (String key : List.of("a", "k5", "z")) {
      coffer.records("c", Integer.class).put(key, 1, Expiry.after(Duration.ofMillis(1)));
    }
    execute("delete from coffer_record_expiry");
    assertThat(expire()).isZero();

    assertThat(scrub().outcome()).isEqualTo(RunOutcome.DONE);

    assertThat(expire()).isEqualTo(3);
    assertThat(coffer.records("c", Integer.class).count()).isEqualTo(1_099);
  }

  private long expire() {
    RunReport report = coffer.maintenance().run(MaintenanceTask.EXPIRE);
    assertThat(report.outcome()).as("%s", report.problem()).isEqualTo(RunOutcome.DONE);
    return report.figure("records");
  }

  @Test
  void statisticsOfThePlannerAreUpdated() {
    coffer.records("a", String.class).put("k", "v");

    RunReport report = coffer.maintenance().run(MaintenanceTask.ANALYZE);

    assertThat(report.outcome()).as("%s", report.problem()).isEqualTo(RunOutcome.DONE);
    assertThat(report.figure("tables")).isEqualTo(11);
    assertThat(
            coffer
                .maintenance()
                .run(MaintenanceTask.ANALYZE, RunOptions.defaults().withDryRun(true))
                .figures())
        .isEqualTo(report.figures());
  }

  private static final String STORY =
      "Monster %d roams at night, and sleeps by day in the roots of an old oak near the river. ";

  record Monster(int number, String habitat, String story) {}

  @Test
  void dictionariesAreTrainedWhereTheyGain() {
    // Some more would train one while they are written.
    for (int i = 0; i < 2_020; i++) {
      coffer
          .records("monsters", Monster.class)
          .put("m" + i, new Monster(i, "deep forest near river " + i % 7, "it roams at night"));
    }

    RunReport dry =
        coffer.maintenance().run(MaintenanceTask.TRAIN, RunOptions.defaults().withDryRun(true));
    RunReport first = coffer.maintenance().run(MaintenanceTask.TRAIN);
    RunReport second = coffer.maintenance().run(MaintenanceTask.TRAIN);

    assertThat(first.outcome()).as("%s", first.problem()).isEqualTo(RunOutcome.DONE);
    assertThat(first.figure("dictionaries")).isEqualTo(1);
    assertThat(dry.figures()).isEqualTo(first.figures());
    assertThat(second.figure("dictionaries")).as("nothing has changed since").isZero();
  }

  @Test
  void aRecompressionDoesWhatItsDryRunCounted() {
    coffer.close();
    coffer =
        open(
            EVERYTHING.withRecompression(
                RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO)));
    for (int i = 0; i < 600; i++) {
      coffer
          .records("monsters", Monster.class)
          .put("m" + i, new Monster(i, "forest " + i % 7, STORY.formatted(i).repeat(8)));
      if (i % 10 == 0) {
        coffer.contents().store(STORY.formatted(i).repeat(40).getBytes(StandardCharsets.UTF_8));
      }
    }

    RunReport dry =
        coffer
            .maintenance()
            .run(MaintenanceTask.RECOMPRESS, RunOptions.defaults().withDryRun(true));
    RunReport report = coffer.maintenance().run(MaintenanceTask.RECOMPRESS);

    assertThat(report.outcome()).as("%s", report.problem()).isEqualTo(RunOutcome.DONE);
    assertThat(report.figure("examined")).isPositive();
    assertThat(dry.figures()).isEqualTo(report.figures());
  }

  @Test
  void expiredRecordsLeaveTheHeap() {
    coffer.records("a", String.class).put("k", "v", Expiry.after(Duration.ofMillis(1)));
    coffer.records("a", String.class).put("stays", "v");
    coffer.records("a", String.class).get("stays");

    RunReport report = coffer.maintenance().run(MaintenanceTask.EVICT);

    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(report.figures()).containsKey("entries");
    assertThat(coffer.records("a", String.class).get("stays")).contains("v");
    assertThat(coffer.maintenance().runs(10)).as("a local task leaves no row").isEmpty();
  }

  @Test
  void allTasksRunInTurn() {
    List<RunReport> reports = coffer.maintenance().runAll(RunOptions.defaults());

    assertThat(reports).extracting(RunReport::outcome).containsOnly(RunOutcome.DONE);
    assertThat(reports)
        .extracting(RunReport::task)
        .contains(MaintenanceTask.COLLECT, MaintenanceTask.SCRUB, MaintenanceTask.TRIM);
    assertThat(coffer.maintenance().status())
        .filteredOn(each -> coffer.maintenance().tasks().contains(each.task()))
        .filteredOn(each -> each.task() != MaintenanceTask.EVICT)
        .allSatisfy(each -> assertThat(each.lastSuccess()).isNotNull());
  }
}
