package dev.coffer.maintenance.task;

import dev.coffer.maintenance.MaintenanceTask;

/**
 * A maintenance task of one database. Thread-safe, but at most one run is active in a database at a
 * time.
 *
 * <p>A task works in batches: short transactions that walk a key, never an offset, and that hold
 * locks only for a moment. Before each batch it asks {@link TaskRun#goesOn}. The next run continues
 * a stopped one, by the data itself or by {@link TaskRun#progress}.
 */
public interface Task {

  MaintenanceTask name();

  /**
   * Does the work, or counts what it would do if {@link TaskRun#isDryRun()}. The figures of a dry
   * run have the names and the amounts of the real run.
   *
   * @throws RunRefusedException if the work would be unsafe; nothing was changed
   */
  void run(TaskRun run);

  /** Whether each process runs the task for itself: such a task has no lease and no history. */
  default boolean isLocal() {
    return false;
  }
}
