package dev.coffer.maintenance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The progress of a run of a maintenance task. Immutable.
 *
 * @param task the task
 * @param done the share of the work that is done, from 0 to 1; negative if it is unknown
 * @param figures the figures so far
 */
public record RunProgress(MaintenanceTask task, double done, Map<String, Long> figures) {

  public RunProgress {
    Objects.requireNonNull(task, "The argument 'task' is null.");
    Objects.requireNonNull(figures, "The argument 'figures' is null.");
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }
}
