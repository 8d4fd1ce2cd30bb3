package dev.coffer.maintenance;

import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
   * @throws dev.coffer.api.InvalidSettingException if the task is {@link MaintenanceTask#BACKUP}
   *     and the process has no plan of backups
   */
  RunReport run(MaintenanceTask task, RunOptions options);

  /**
   * Does the same as {@link #run(MaintenanceTask, RunOptions)} on a daemon thread of its own, and
   * does not wait.
   */
  CompletableFuture<RunReport> runAsync(MaintenanceTask task, RunOptions options);

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

  /**
   * The sizes of the stored data of the current tenant on past days, as the task {@link
   * MaintenanceTask#MEASURE} found them. The result stays with that tenant.
   */
  StorageHistory history();

  /**
   * The totals of the ended runs of this process, in all its databases, by task. The call runs no
   * statement.
   */
  Map<MaintenanceTask, TaskTotals> totals();

  /**
   * The state of the scheduled backups; empty if the process has no plan of backups. The repository
   * is read at most once a minute, and after each backup of this process. The call waits for the
   * reading for at most 2 seconds, and then returns what was read before.
   */
  Optional<BackupStatus> backups();

  /** The plan of the scheduled backups; empty if the process has none. */
  Optional<BackupPlan> backupPlan();

  /**
   * Starts the schedule of the settings in this process. It has no effect if it is started. A task
   * that fails is logged, stays in the history, and starts again at its next turn.
   *
   * @throws dev.coffer.api.ClosedException if the instance is closed
   */
  void start();

  /**
   * Stops the schedule of this process, ends its scheduled runs after their current batch, and
   * waits up to 30 seconds for their end. {@link #start} starts it again.
   */
  void stop();

  /** Whether the schedule is started in this process. */
  boolean isStarted();
}
