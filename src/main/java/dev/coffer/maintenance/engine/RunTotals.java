package dev.coffer.maintenance.engine;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskTotals;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The totals of the runs of this process. Thread-safe. */
public final class RunTotals {
  private final Map<MaintenanceTask, TaskTotals> totals = new ConcurrentHashMap<>();

  public RunTotals() {}

  /** Adds a run that has ended after this time. */
  void add(RunReport report, Duration duration) {
    TaskTotals run = new TaskTotals(Map.of(report.outcome(), 1L), duration, report.figures());
    totals.merge(report.task(), run, RunTotals::sum);
  }

  private static TaskTotals sum(TaskTotals one, TaskTotals other) {
    Map<RunOutcome, Long> runs = new EnumMap<>(RunOutcome.class);
    runs.putAll(one.runs());
    other.runs().forEach((outcome, count) -> runs.merge(outcome, count, Long::sum));
    Map<String, Long> figures = new HashMap<>(one.figures());
    other.figures().forEach((name, amount) -> figures.merge(name, amount, Long::sum));
    return new TaskTotals(runs, one.duration().plus(other.duration()), figures);
  }

  /** The totals of the tasks that have run. */
  Map<MaintenanceTask, TaskTotals> byTask() {
    return Map.copyOf(totals);
  }

  /** The sums of the totals of several databases. */
  public static Map<MaintenanceTask, TaskTotals> sumOf(Iterable<MaintenanceEngine> engines) {
    Map<MaintenanceTask, TaskTotals> all = new EnumMap<>(MaintenanceTask.class);
    engines.forEach(
        engine ->
            engine.totals().forEach((task, totals) -> all.merge(task, totals, RunTotals::sum)));
    return all;
  }
}
