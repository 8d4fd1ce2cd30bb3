package dev.coffer.maintenance.engine;

import dev.coffer.api.ClosedException;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.change.ChangeFeed;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.maintenance.TaskStatus;
import dev.coffer.maintenance.TaskTotals;
import dev.coffer.maintenance.lease.RunRows;
import dev.coffer.maintenance.task.Task;
import dev.coffer.tx.OwnTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The maintenance of one database. Thread-safe. */
public final class MaintenanceEngine {

  /** The order of {@link #runAll}: what a task frees is what later tasks need not read. */
  private static final List<MaintenanceTask> ORDER =
      List.of(
          MaintenanceTask.EVICT,
          MaintenanceTask.EXPIRE,
          MaintenanceTask.COLLECT,
          MaintenanceTask.TRAIN,
          MaintenanceTask.RECOMPRESS,
          MaintenanceTask.FORGET_DICTIONARIES,
          MaintenanceTask.SCRUB,
          MaintenanceTask.ANALYZE,
          MaintenanceTask.MEASURE,
          MaintenanceTask.TRIM);

  private static final AtomicLong INSTANCES = new AtomicLong();

  private final OwnTransactions own;
  private final MaintenanceSettings settings;
  private final Map<MaintenanceTask, Task> tasks = new EnumMap<>(MaintenanceTask.class);
  private final String node;
  private final TaskRunner runner;
  private final RunTotals totals = new RunTotals();
  private final ActiveRuns active = new ActiveRuns();

  /**
   * Creates the maintenance.
   *
   * @param feed is told of ended runs
   */
  public MaintenanceEngine(
      OwnTransactions own, MaintenanceSettings settings, List<Task> tasks, ChangeFeed feed) {
    this.own = own;
    this.settings = settings;
    tasks.forEach(each -> this.tasks.put(each.name(), each));
    String named = settings.node();
    this.node = named == null ? generatedNode() : named;
    this.runner = new TaskRunner(own, settings, node, feed);
  }

  /**
   * Runs a task; see {@link dev.coffer.maintenance.Maintenance#run}.
   *
   * @param turn the scheduled start that the run serves: only one node runs the task for it. Null
   *     for a run by command
   */
  public RunReport run(MaintenanceTask name, RunOptions options, @Nullable Instant turn) {
    Task task = tasks.get(name);
    if (task == null) {
      throw missing(name);
    }
    if (!active.begin()) {
      throw new ClosedException("This Coffer is closed; build a new one.");
    }
    try {
      long start = System.nanoTime();
      RunReport report = runner.run(task, options, turn, active::mayGoOn);
      if (!options.dryRun() && report.outcome() != RunOutcome.BUSY) {
        totals.add(report, Duration.ofNanos(System.nanoTime() - start));
      }
      return report;
    } finally {
      active.end();
    }
  }

  private static RuntimeException missing(MaintenanceTask name) {
    return name == MaintenanceTask.BACKUP
        ? new InvalidSettingException(
            "coffer.backup.location",
            "",
            "Set it, or call OpenSettings.withBackups or CofferBuilder.backups.",
            null)
        : new IllegalStateException("There is no task " + name.id() + ".");
  }

  /** The start of the oldest run of a task in the history; null if there is none. */
  public @Nullable Instant firstStart(MaintenanceTask name) {
    return own.read(unit -> RunRows.firstStart(unit, name)).orElse(null);
  }

  /** The totals of the runs of this process, by task. */
  public Map<MaintenanceTask, TaskTotals> totals() {
    return totals.byTask();
  }

  /** The approximate number of records and contents in the database. */
  public long rows() {
    return own.read(RowEstimate::read);
  }

  /** Whether there is this task. */
  public boolean has(MaintenanceTask name) {
    return tasks.containsKey(name);
  }

  /** The tasks of {@link #runAll}, in its order. */
  public List<MaintenanceTask> tasks() {
    return ORDER.stream().filter(tasks::containsKey).toList();
  }

  /** Runs all tasks; see {@link dev.coffer.maintenance.Maintenance#runAll}. */
  public List<RunReport> runAll(RunOptions options) {
    List<RunReport> reports = new ArrayList<>();
    for (MaintenanceTask name : tasks()) {
      if (options.goOn().getAsBoolean()) {
        reports.add(run(name, options, null));
      }
    }
    return reports;
  }

  /** The newest runs, the newest first. */
  public List<RunReport> runs(int limit) {
    return own.read(unit -> RunRows.newest(unit, limit));
  }

  /**
   * The state of every task.
   *
   * @param next the next scheduled start of a task in this process; null for none
   */
  public List<TaskStatus> status(Function<MaintenanceTask, @Nullable Instant> next) {
    Map<MaintenanceTask, RunReport> last = own.read(RunRows::last);
    Map<MaintenanceTask, RunReport> success = own.read(RunRows::lastSuccess);
    List<TaskStatus> status = new ArrayList<>();
    for (MaintenanceTask name : tasks.keySet()) {
      RunReport done = success.get(name);
      status.add(
          new TaskStatus(
              name,
              settings.schedule().get(name),
              next.apply(name),
              last.get(name),
              done == null ? null : done.endedAt(),
              false));
    }
    return status;
  }

  /** Ends the active runs of this process after their current batch, and refuses new ones. */
  public void stop() {
    active.stop(Duration.ofSeconds(30));
  }

  /** The name of this process in the history. */
  public String node() {
    return node;
  }

  private static String generatedNode() {
    String host = System.getenv("HOSTNAME");
    return (host == null || host.isBlank() ? "node" : host.strip())
        + "/"
        + ProcessHandle.current().pid()
        + "/"
        + INSTANCES.incrementAndGet();
  }
}
