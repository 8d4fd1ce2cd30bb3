package dev.coffer.maintenance;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The ended runs of a maintenance task in this process, without dry runs and runs that did not
 * start. Immutable.
 *
 * @param runs the number of runs by outcome
 * @param duration the total time of the runs
 * @param figures the sum of each figure
 */
public record TaskTotals(Map<RunOutcome, Long> runs, Duration duration, Map<String, Long> figures) {

  /** The totals of no runs. */
  public static final TaskTotals NONE = new TaskTotals(Map.of(), Duration.ZERO, Map.of());

  public TaskTotals {
    Objects.requireNonNull(duration, "The argument 'duration' is null.");
    runs = Map.copyOf(runs);
    figures = Map.copyOf(figures);
  }

  /** The number of runs with this outcome. */
  public long runs(RunOutcome outcome) {
    Objects.requireNonNull(outcome, "The argument 'outcome' is null.");
    return runs.getOrDefault(outcome, 0L);
  }

  /** The sum of a figure; 0 if no run had it. */
  public long figure(String name) {
    Objects.requireNonNull(name, "The argument 'name' is null.");
    return figures.getOrDefault(name, 0L);
  }
}
