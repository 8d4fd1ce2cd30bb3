package dev.coffer.maintenance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.CofferException;
import dev.coffer.change.ChangeFeed;
import dev.coffer.host.CofferListener;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.maintenance.lease.LeaseLostException;
import dev.coffer.maintenance.task.RunRefusedException;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.maintenance.task.Trim;
import dev.coffer.schema.Schema;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.OwnTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leases, outcomes and the history of runs, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class MaintenanceEngineContract {
  private static final Instant TURN = Instant.parse("2026-11-28T03:00:00Z");

  private TestDatabase database;
  private SessionFactory sessions;
  private OwnTransactions own;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() throws SQLException {
    database = newDatabase();
    try (Connection connection = database.connect()) {
      Schema.migrate(connection);
      sessions = SessionFactories.over(database);
      own =
          new OwnTransactions(
              sessions, database.dialect(), Schema.check(connection), new StatisticsRecorder());
    }
  }

  @AfterEach
  void drop() {
    sessions.close();
    database.close();
  }

  private record TestTask(MaintenanceTask name, Consumer<TaskRun> work) implements Task {
    @Override
    public void run(TaskRun run) {
      work.accept(run);
    }
  }

  private MaintenanceEngine engine(String node, Consumer<TaskRun> work) {
    return engine(node, work, ChangeFeed.SILENT);
  }

  private MaintenanceEngine engine(String node, Consumer<TaskRun> work, ChangeFeed feed) {
    return new MaintenanceEngine(
        own,
        MaintenanceSettings.defaults().withNode(node).withLease(Duration.ofHours(1)),
        List.of(new TestTask(MaintenanceTask.COLLECT, work), new Trim()),
        feed);
  }

  private static RunReport collect(MaintenanceEngine engine) {
    return engine.run(MaintenanceTask.COLLECT, RunOptions.defaults(), null);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aRunLeavesARowWithItsFigures() {
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              run.batch(unit -> true);
              run.add("contents", 3);
              run.add("bytes", 9_000_000_000L);
            });

    RunReport report = collect(engine);

    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(report.figure("contents")).isEqualTo(3);
    assertThat(engine.runs(10)).containsExactly(report);
    assertThat(collect(engine).number()).isEqualTo(report.number() + 1);
  }

  @Test
  void aFailedRunKeepsItsReasonAndFreesTheTask() {
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              run.add("contents", 1);
              throw new CofferException("The disk is full.");
            });

    RunReport report = collect(engine);

    assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(report.problem()).isEqualTo("The disk is full.");
    assertThat(engine.runs(1)).containsExactly(report);
    assertThat(collect(engine("n2", run -> {})).outcome()).isEqualTo(RunOutcome.DONE);
  }

  @Test
  void aLongReasonIsShortened() {
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              throw new RunRefusedException("x".repeat(5_000));
            });

    assertThat(collect(engine).outcome()).isEqualTo(RunOutcome.REFUSED);

    assertThat(engine.runs(1).get(0).problem()).hasSize(1_000).endsWith("…");
  }

  @Test
  void onlyOneNodeRunsATask() {
    List<RunReport> other = new ArrayList<>();
    MaintenanceEngine second = engine("n2", run -> {});
    MaintenanceEngine first = engine("n1", run -> other.add(collect(second)));

    assertThat(collect(first).outcome()).isEqualTo(RunOutcome.DONE);

    assertThat(other).hasSize(1);
    assertThat(other.get(0).outcome()).isEqualTo(RunOutcome.BUSY);
    assertThat(other.get(0).problem()).contains("collect").contains("n1");
    assertThat(second.runs(10)).hasSize(1);
  }

  @Test
  void ofManyNodesOneServesATurn() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<RunReport>> attempts = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        MaintenanceEngine engine = engine("n" + i, run -> runs.incrementAndGet());
        attempts.add(() -> engine.run(MaintenanceTask.COLLECT, RunOptions.defaults(), TURN));
      }
      List<RunOutcome> outcomes = new ArrayList<>();
      for (Future<RunReport> each : threads.invokeAll(attempts)) {
        outcomes.add(each.get().outcome());
      }

      assertThat(runs).hasValue(1);
      assertThat(outcomes).containsOnlyOnce(RunOutcome.DONE);
    } finally {
      threads.shutdownNow();
    }
    MaintenanceEngine next = engine("n7", run -> {});
    RunReport served = next.run(MaintenanceTask.COLLECT, RunOptions.defaults(), TURN);
    assertThat(served.problem()).contains("has already started");
    RunReport later = next.run(MaintenanceTask.COLLECT, RunOptions.defaults(), TURN.plusSeconds(1));
    assertThat(later.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(collect(next).outcome()).as("by command").isEqualTo(RunOutcome.DONE);
  }

  @Test
  void aRunThatWasTakenOverCannotWrite() {
    List<RunReport> other = new ArrayList<>();
    List<Throwable> refusals = new ArrayList<>();
    MaintenanceEngine second =
        engine(
            "n2", run -> run.batch(unit -> write(unit.connection(), "insert into t values (2)")));
    MaintenanceEngine first =
        engine(
            "n1",
            run -> {
              run.batch(unit -> write(unit.connection(), "insert into t values (1)"));
              // The first node stalls for longer than its lease.
              sql("update coffer_task set leased_until = timestamp '2026-01-01 00:00:00'");
              other.add(collect(second));
              try {
                run.batch(unit -> write(unit.connection(), "insert into t values (3)"));
              } catch (LeaseLostException e) {
                refusals.add(e);
              }
              run.transactions()
                  .write(unit -> write(unit.connection(), "insert into t values (4)"));
            });
    sql("create table t (n integer)");

    RunReport report = collect(first);

    assertThat(other.get(0).outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(refusals).hasSize(1);
    assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(report.problem()).contains("another process has taken the task over");
    long written = own.<Long>read(unit -> count(unit.connection(), "select count(*) from t"));
    assertThat(written).isEqualTo(2);
    assertThat(first.runs(10)).extracting(RunReport::outcome).contains(RunOutcome.FAILED);
    assertThat(collect(second).outcome()).as("the lease is free").isEqualTo(RunOutcome.DONE);
  }

  private void sql(String sql) {
    try {
      execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static boolean write(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql) > 0;
    }
  }

  private static long count(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void theRunOfAKilledProcessIsClosedByTheNext() throws SQLException {
    MaintenanceEngine engine = engine("n1", run -> {});
    collect(engine);
    execute("update coffer_run set outcome = 'running', ended_at = null");
    execute("update coffer_task set leased_until = timestamp '2026-01-01 00:00:00'");

    collect(engine);

    List<RunReport> runs = engine.runs(10);
    assertThat(runs).extracting(RunReport::outcome).contains(RunOutcome.FAILED);
    assertThat(runs)
        .filteredOn(each -> each.number() == 1)
        .first()
        .satisfies(each -> assertThat(each.problem()).contains("The process stopped"));
  }

  @Test
  void theRunOfAKilledProcessIsKnownBeforeTheNext() throws SQLException {
    List<TaskStatus> seen = new ArrayList<>();
    List<RunReport> active = new ArrayList<>();
    MaintenanceEngine observer = engine("n2", run -> {});
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              seen.add(collectStatus(observer));
              active.addAll(observer.runs(1));
            });
    collect(engine);
    execute("update coffer_run set outcome = 'running', ended_at = null");
    execute("update coffer_task set leased_until = timestamp '2026-01-01 00:00:00'");

    TaskStatus killed = collectStatus(observer);

    assertThat(seen).hasSize(1).allMatch(TaskStatus::isRunning);
    assertThat(active).extracting(RunReport::outcome).containsExactly(RunOutcome.RUNNING);
    assertThat(killed.isRunning()).isFalse();
    RunReport last = Objects.requireNonNull(killed.last());
    assertThat(last).isEqualTo(observer.runs(1).get(0));
    assertThat(last.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(last.endedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(last.problem()).contains("The process stopped");
  }

  private static TaskStatus collectStatus(MaintenanceEngine engine) {
    return engine.status(task -> null).stream()
        .filter(each -> each.task() == MaintenanceTask.COLLECT)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anEndThatCannotBeRecordedIsReported() {
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              run.batch(unit -> true);
              run.add("contents", 1);
              sql("alter table coffer_run rename to hidden_run");
            });

    RunReport report = collect(engine);

    sql("alter table hidden_run rename to coffer_run");
    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(report.endedAt()).isNull();
    assertThat(report.figure("contents")).isEqualTo(1);
  }

  @Test
  void anErrorEndsTheRunAndNotItsCaller() {
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              throw new StackOverflowError("Too deep.");
            });

    RunReport report = collect(engine);

    assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(report.problem()).isEqualTo("Too deep.");
    assertThat(collect(engine("n2", run -> {})).outcome()).isEqualTo(RunOutcome.DONE);
  }

  @Test
  void aListenerIsToldAfterTheEndIsRecorded() {
    List<RunReport> told = new ArrayList<>();
    List<RunReport> recorded = new ArrayList<>();
    MaintenanceEngine observer = engine("n2", run -> {});
    CofferListener listener =
        new CofferListener() {
          @Override
          public void runEnded(RunReport run) {
            told.add(run);
            recorded.addAll(observer.runs(1));
          }
        };
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              throw new CofferException("No.");
            },
            new ChangeFeed(List.of(listener)));

    RunReport report = collect(engine);
    engine.run(MaintenanceTask.COLLECT, RunOptions.defaults().withDryRun(true), null);

    assertThat(told).containsExactly(report);
    assertThat(recorded).containsExactly(report);
  }

  @Test
  void aStoppedRunContinuesAtItsProgress() {
    List<String> progress = new ArrayList<>();
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              progress.add(String.valueOf(run.progress()));
              run.batch(
                  unit -> {
                    run.saveProgress(unit, "k17");
                    return true;
                  });
              if (run.goesOn()) {
                run.batch(
                    unit -> {
                      run.saveProgress(unit, null);
                      return true;
                    });
              }
            });

    RunReport stopped =
        engine.run(MaintenanceTask.COLLECT, RunOptions.defaults().withGoOn(() -> false), null);

    assertThat(stopped.outcome()).isEqualTo(RunOutcome.STOPPED);
    collect(engine);
    collect(engine);
    assertThat(progress).containsExactly("null", "k17", "null");
  }

  @Test
  void aDryRunLeavesNoRowAndCannotWrite() {
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              run.add("contents", 5);
              assertThatThrownBy(() -> run.batch(unit -> true))
                  .isInstanceOf(IllegalStateException.class);
            });

    RunReport report =
        engine.run(MaintenanceTask.COLLECT, RunOptions.defaults().withDryRun(true), null);

    assertThat(report.outcome()).isEqualTo(RunOutcome.DONE);
    assertThat(report.figures()).containsEntry("contents", 5L);
    assertThat(engine.runs(10)).isEmpty();
  }

  @Test
  void aDryRunKnowsWhereTheLastRunHasStopped() {
    List<String> progress = new ArrayList<>();
    MaintenanceEngine engine =
        engine(
            "n1",
            run -> {
              progress.add(String.valueOf(run.progress()));
              if (!run.isDryRun()) {
                run.batch(
                    unit -> {
                      run.saveProgress(unit, "k17");
                      return true;
                    });
              }
            });
    RunOptions dry = RunOptions.defaults().withDryRun(true);

    engine.run(MaintenanceTask.COLLECT, dry, null);
    collect(engine);
    engine.run(MaintenanceTask.COLLECT, dry, null);

    assertThat(progress).containsExactly("null", "null", "k17");
  }

  @Test
  void trimKeepsTheLastRunAndTheLastSuccess() throws SQLException {
    MaintenanceEngine good = engine("n1", run -> {});
    MaintenanceEngine bad =
        engine(
            "n2",
            run -> {
              throw new CofferException("No.");
            });
    collect(good);
    RunReport success = collect(good);
    collect(bad);
    RunReport last = collect(bad);
    execute("update coffer_run set started_at = timestamp '2026-01-01 00:00:00'");

    RunReport dry = good.run(MaintenanceTask.TRIM, RunOptions.defaults().withDryRun(true), null);
    RunReport trimmed = good.run(MaintenanceTask.TRIM, RunOptions.defaults(), null);

    assertThat(dry.figures()).isEqualTo(trimmed.figures()).containsEntry("runs", 2L);
    assertThat(good.runs(10))
        .filteredOn(each -> each.task() == MaintenanceTask.COLLECT)
        .extracting(RunReport::number)
        .containsExactlyInAnyOrder(success.number(), last.number());
    TaskStatus status =
        good.status(task -> null).stream()
            .filter(each -> each.task() == MaintenanceTask.COLLECT)
            .findFirst()
            .orElseThrow();
    assertThat(status.last()).extracting(RunReport::outcome).isEqualTo(RunOutcome.FAILED);
    assertThat(status.lastSuccess()).isEqualTo(success.endedAt());
    assertThat(status.schedule()).isEqualTo("0 17 * * * ?");
  }

  @Test
  void stopEndsTheRunsOfThisProcess() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      var begun = new CountDownLatch(1);
      MaintenanceEngine engine =
          engine(
              "n1",
              run -> {
                while (run.goesOn()) {
                  run.batch(unit -> true);
                  begun.countDown();
                }
              });
      Future<RunReport> run = thread.submit(() -> collect(engine));
      begun.await();

      engine.stop();

      assertThat(run.get().outcome()).isEqualTo(RunOutcome.STOPPED);
      assertThatThrownBy(() -> collect(engine)).hasMessageContaining("closed");
    } finally {
      thread.shutdownNow();
    }
  }
}
