package dev.coffer.maintenance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.lease.LeaseLostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leases, turns and the progress of runs, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class MaintenanceEngineContract extends EngineFixture {
  private static final Instant TURN = Instant.parse("2026-11-28T03:00:00Z");

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
