package dev.coffer.maintenance;

import java.util.List;

/**
 * The maintenance of the stored data: its tasks, their schedule and their history. Thread-safe.
 *
 * <p>At most one run of a task is active in a database at a time, on any node. A run works in short
 * transactions of its own and can stop after each of them. Every run except dry runs and those of
 * {@link MaintenanceTask#EVICT} leaves a row in the history.
 */
public interface Maintenance {

  /**
   * Runs a task now with {@link RunOptions#defaults()}; see {@link #run(MaintenanceTask,
   * RunOptions)}.
   */
  default RunReport run(MaintenanceTask task) {
    return run(task, RunOptions.defaults());
  }

  /**
   * Runs a task now, on the calling thread, and waits for its end. An error of the task is not
   * thrown: the report has the outcome {@link RunOutcome#FAILED} and its reason.
   *
   * @throws dev.coffer.api.ClosedException if the instance is closed
   * @throws dev.coffer.api.DatabaseUnavailableException if the database cannot be reached
   */
  RunReport run(MaintenanceTask task, RunOptions options);

  /**
   * The tasks of {@link #runAll}, in an order in which each finds the results of those before it.
   */
  List<MaintenanceTask> tasks();

  /** Runs all {@link #tasks()} now, one after the other. */
  List<RunReport> runAll(RunOptions options);

  /**
   * The newest runs, the newest first.
   *
   * @param limit the maximum number of runs; at least 1
   */
  List<RunReport> runs(int limit);

  /** The state of every task. */
  List<TaskStatus> status();

  /**
   * The damage that scrubs have found and that is not healed, at most 1000 entries, the newest
   * first. The next scrub removes the entries of what was healed or deleted.
   */
  List<Damage> damage();
}
