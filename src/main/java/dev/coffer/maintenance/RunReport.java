package dev.coffer.maintenance;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of a maintenance task. Immutable.
 *
 * @param task the task
 * @param number the number of the run; the runs of a task have increasing numbers. It is 0 for a
 *     run that no row records: a dry run, a run of {@link MaintenanceTask#EVICT}, and a run that
 *     did not start
 * @param node the name of the process that ran the task
 * @param startedAt the start, by the database's clock if a row records the run
 * @param endedAt the end; null while the run is active, and if the end could not be recorded. For a
 *     run whose process has ended, it is the end of its lease, or the start of the next run
 * @param outcome the result
 * @param figures the figures of the task by their names, such as {@code records} and {@code bytes}.
 *     For a dry run, they are the figures of what the run would do
 * @param problem the reason of a run that failed, was refused or did not start; null for others
 */
public record RunReport(
    MaintenanceTask task,
    long number,
    String node,
    Instant startedAt,
    @Nullable Instant endedAt,
    RunOutcome outcome,
    Map<String, Long> figures,
    @Nullable String problem) {

  public RunReport {
    Objects.requireNonNull(task, "The argument 'task' is null.");
    Objects.requireNonNull(node, "The argument 'node' is null.");
    Objects.requireNonNull(startedAt, "The argument 'startedAt' is null.");
    Objects.requireNonNull(outcome, "The argument 'outcome' is null.");
    Objects.requireNonNull(figures, "The argument 'figures' is null.");
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** A figure of the run; 0 if the run does not have it. */
  public long figure(String name) {
    return figures.getOrDefault(name, 0L);
  }
}
