package dev.coffer.maintenance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.CofferException;
import dev.coffer.change.ChangeFeed;
import dev.coffer.host.CofferListener;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.maintenance.task.RunRefusedException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The outcomes of runs and their history, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class RunHistoryContract extends EngineFixture {

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
}
