package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ClosedException;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.maintenance.Maintenance;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.maintenance.TaskTotals;
import dev.coffer.maintenance.schedule.ExecutorScheduler;
import dev.coffer.testing.Tenants;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The schedule of maintenance in a process: its start, its end and its failures. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class MaintenanceScheduleContract {
  private static final MaintenanceSettings EACH_SECOND =
      MaintenanceSettings.defaults()
          .withSchedule(Map.of(MaintenanceTask.TRIM, "* * * * * ?"))
          .withNode("n1");

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withCache(0, 0);
  }

  @Test
  void openWithMaintenanceStartsTheSchedule() {
    try (Coffer coffer = Coffer.open(settings().withMaintenance(EACH_SECOND))) {
      assertThat(coffer.maintenance().isStarted()).isTrue();
      assertThat(trim(coffer).schedule()).isEqualTo("* * * * * ?");
      assertThat(trim(coffer).next()).isNotNull();

      awaitRun(coffer.maintenance(), run -> run.outcome() == RunOutcome.DONE);

      assertThat(trim(coffer).outOfDate()).isFalse();
    }
  }

  private static TaskStatus trim(Coffer coffer) {
    return coffer.maintenance().status().stream()
        .filter(each -> each.task() == MaintenanceTask.TRIM)
        .findFirst()
        .orElseThrow();
  }

  private static void awaitRun(Maintenance maintenance, Predicate<RunReport> wanted) {
    while (maintenance.runs(100).stream().noneMatch(wanted)) {
      sleep();
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void openWithoutMaintenanceStartsNothing() {
    try (Coffer coffer = Coffer.open(settings())) {
      assertThat(coffer.maintenance().isStarted()).isFalse();
      assertThat(trim(coffer).next()).isNull();
    }
  }

  @Test
  void aStoppedScheduleStartsAgain() {
    try (Coffer coffer = Coffer.open(settings().withMaintenance(EACH_SECOND))) {
      Maintenance maintenance = coffer.maintenance();
      awaitRun(maintenance, run -> true);

      maintenance.stop();
      maintenance.stop();

      assertThat(maintenance.isStarted()).isFalse();
      assertThat(trim(coffer).next()).isNull();
      long last = maintenance.runs(1).get(0).number();
      maintenance.start();
      maintenance.start();
      assertThat(maintenance.isStarted()).isTrue();
      awaitRun(maintenance, run -> run.number() > last);
    }
  }

  @Test
  void closeEndsTheSchedule() {
    Coffer coffer = Coffer.open(settings().withMaintenance(EACH_SECOND));
    Maintenance maintenance = coffer.maintenance();

    coffer.close();

    assertThat(maintenance.isStarted()).isFalse();
    assertThatThrownBy(maintenance::start).isInstanceOf(ClosedException.class);
    maintenance.stop();
  }

  @Test
  void aFailureDoesNotEndTheSchedule() throws SQLException {
    // Short, because the lease of a run whose end could not be recorded ends by time.
    MaintenanceSettings brief = EACH_SECOND.withLease(Duration.ofSeconds(1));
    try (Coffer coffer = Coffer.open(settings().withMaintenance(brief))) {
      Maintenance maintenance = coffer.maintenance();
      awaitRun(maintenance, run -> true);
      execute("alter table coffer_run rename to hidden_run");
      Instant later = Instant.now().plusSeconds(2);
      while (Instant.now().isBefore(later)) {
        sleep();
      }
      execute("alter table hidden_run rename to coffer_run");
      long last = maintenance.runs(1).get(0).number();

      awaitRun(maintenance, run -> run.number() > last && run.outcome() == RunOutcome.DONE);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void enoughWritesStartATaskBeforeItsTurn() {
    MaintenanceSettings rare =
        MaintenanceSettings.defaults()
            .withSchedule(
                Map.of(
                    MaintenanceTask.EVICT, "* * * * * ?",
                    MaintenanceTask.COLLECT, "0 0 0 1 1 ? 2099",
                    MaintenanceTask.ANALYZE, "0 0 0 1 1 ? 2099",
                    MaintenanceTask.TRIM, "0 0 0 1 1 ? 2099"))
            .withEarlyStart(50, 0.2);
    try (Coffer coffer = Coffer.open(settings().withMaintenance(rare))) {
      Maintenance maintenance = coffer.maintenance();
      for (int i = 0; i < 40; i++) {
        coffer.records("a", Integer.class).put("k" + i, i);
      }
      awaitEvictions(maintenance, 2);
      assertThat(maintenance.runs(10)).as("too few writes").isEmpty();

      for (int i = 0; i < 100; i++) {
        coffer.records("a", Integer.class).put("m" + i, i);
      }
      awaitRun(maintenance, run -> run.task() == MaintenanceTask.ANALYZE);
      awaitRun(maintenance, run -> run.task() == MaintenanceTask.COLLECT);
      awaitEvictions(maintenance, 2);

      assertThat(maintenance.runs(10))
          .as("each starts once, and only those that work on written data")
          .extracting(RunReport::task)
          .containsExactlyInAnyOrder(MaintenanceTask.ANALYZE, MaintenanceTask.COLLECT);
    }
  }

  private static void awaitEvictions(Maintenance maintenance, int more) {
    long wanted = evictions(maintenance) + more;
    while (evictions(maintenance) < wanted) {
      sleep();
    }
  }

  private static long evictions(Maintenance maintenance) {
    return maintenance
        .totals()
        .getOrDefault(MaintenanceTask.EVICT, TaskTotals.NONE)
        .runs(RunOutcome.DONE);
  }

  @Test
  void aTaskWithoutSuccessIsOutOfDateAfterThreePeriods() throws SQLException {
    MaintenanceSettings hourly =
        EACH_SECOND.withSchedule(Map.of(MaintenanceTask.TRIM, "0 0 * * * ?"));
    try (Coffer coffer = Coffer.open(settings().withMaintenance(hourly))) {
      coffer.maintenance().run(MaintenanceTask.TRIM);
      assertThat(trim(coffer).outOfDate()).isFalse();
      execute("update coffer_run set ended_at = timestamp '2026-01-01 00:00:00'");

      assertThat(trim(coffer).outOfDate()).isTrue();

      coffer.maintenance().stop();
      assertThat(trim(coffer).outOfDate()).as("without a schedule").isFalse();
    }
  }

  @Test
  void anInvalidExpressionIsRefusedBeforeTheDatabaseIsOpened() {
    MaintenanceSettings invalid =
        MaintenanceSettings.defaults().withSchedule(MaintenanceTask.COLLECT, "0 0 25 * * ?");

    assertThatThrownBy(() -> settings().withMaintenance(invalid))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("coffer.maintenance.schedule.collect")
        .hasMessageContaining("25 is not between 0 and 23");
  }

  @Test
  void aTurnRunsInTheDatabaseOfEachTenant() {
    try (TestDatabase red = newDatabase().migrate();
        TestDatabase blue = newDatabase().migrate()) {
      Tenants tenants = new Tenants(Map.of("red", red, "blue", blue), "red");
      try (SessionFactory factory = tenants.factory(Map.of());
          Coffer coffer =
              Coffer.over(factory)
                  .maintenance(EACH_SECOND)
                  .scheduler(ExecutorScheduler.ofOwnThreads())
                  .build()) {
        for (String tenant : List.of("red", "blue")) {
          tenants.become(tenant);
          coffer.records().collections();
        }
        coffer.maintenance().start();

        for (String tenant : List.of("red", "blue")) {
          tenants.become(tenant);
          awaitRun(coffer.maintenance(), run -> run.outcome() == RunOutcome.DONE);
        }
      }
    }
  }
}
