package dev.coffer.maintenance.task;

import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunProgress;
import dev.coffer.maintenance.lease.Lease;
import dev.coffer.maintenance.lease.TaskRows;
import dev.coffer.tx.CheckedTransactions;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import dev.coffer.tx.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task: its options, its transactions, its figures and its pace. Used by the thread of
 * the run alone.
 */
public final class TaskRun {

  private final MaintenanceTask task;
  private final OwnTransactions own;
  private final @Nullable Lease lease;
  private final MaintenanceSettings settings;
  private final RunOptions options;
  private final BooleanSupplier goOn;
  private final Map<String, Long> figures = new LinkedHashMap<>();
  private final RateLimit rate;
  private double done = -1;
  private boolean stopped;

  /**
   * Creates a run.
   *
   * @param own Coffer's own transactions, each committed separately
   * @param lease the lease that each batch checks; null for a dry run or a local task, which change
   *     no database
   * @param goOn false when the process ends the run
   */
  public TaskRun(
      MaintenanceTask task,
      OwnTransactions own,
      @Nullable Lease lease,
      MaintenanceSettings settings,
      RunOptions options,
      BooleanSupplier goOn) {
    this.task = task;
    this.own = own;
    this.lease = lease;
    this.settings = settings;
    this.options = options;
    this.goOn = goOn;
    this.rate = new RateLimit(settings.bytesPerSecond());
  }

  public MaintenanceSettings settings() {
    return settings;
  }

  public RunOptions options() {
    return options;
  }

  public boolean isDryRun() {
    return options.dryRun();
  }

  /** The name of this process; empty for a run without a lease. */
  public String node() {
    return lease == null ? "" : lease.node();
  }

  /** The time for which unreferenced contents are kept. */
  public Duration grace() {
    Duration given = options.grace();
    return given == null ? settings.grace() : given;
  }

  /** Whether to start another batch. Once false, it stays false. */
  public boolean goesOn() {
    stopped = stopped || !goOn.getAsBoolean() || !options.goOn().getAsBoolean();
    return !stopped;
  }

  /** Whether {@link #goesOn} has ended the run. */
  public boolean isStopped() {
    return stopped;
  }

  /** Reads in a transaction. */
  public <R extends @Nullable Object> R read(Work<R> work) {
    return own.read(work);
  }

  /**
   * Runs a batch in a transaction that holds the lease. It may run more than once, so its figures
   * are added after it.
   */
  public <R extends @Nullable Object> R batch(Work<R> work) {
    return batch(Duration.ZERO, work);
  }

  /** The same for a batch of which one statement may take this time, so the lease is longer. */
  public <R extends @Nullable Object> R batch(Duration atLeast, Work<R> work) {
    return own.write(
        unit -> {
          requireLease(unit, atLeast);
          return work.run(unit);
        });
  }

  /**
   * Runs a statement that commits by itself, or that no transaction may contain. The lease lasts
   * for at least this time from the start of the statement, which cannot check it.
   */
  public <R extends @Nullable Object> R apart(Duration atLeast, Work<R> work) {
    batch(atLeast, unit -> true);
    return own.autoCommit(work);
  }

  private void requireLease(UnitOfWork unit, Duration atLeast) throws SQLException {
    if (lease == null) {
      throw new IllegalStateException("This run of the task " + task.id() + " must not write.");
    }
    lease.require(unit, atLeast);
  }

  /** The transactions of the run; each one that writes holds the lease. */
  public Transactions transactions() {
    return new CheckedTransactions(own, unit -> requireLease(unit, Duration.ZERO));
  }

  /** Where the last run has stopped; null at the start. */
  public @Nullable String progress() {
    return lease == null
        ? own.read(unit -> TaskRows.progress(unit, task)).orElse(null)
        : lease.progress();
  }

  /** Stores where this run has come, in the transaction of a batch; null for the end. */
  public void saveProgress(UnitOfWork unit, @Nullable String progress) throws SQLException {
    if (lease != null) {
      TaskRows.saveProgress(unit, lease, progress);
    }
  }

  /**
   * Adds to a figure. Adding 0 makes the figure appear.
   *
   * @param figure an identifier
   */
  public void add(String figure, long amount) {
    figures.merge(figure, amount, Long::sum);
  }

  /** The figures so far. */
  public Map<String, Long> figures() {
    return figures;
  }

  /** Sets the share of the work that is done, from 0 to 1. */
  public void done(double share) {
    done = share;
  }

  /** Tells the progress after a batch. */
  public void tellProgress() {
    options.progress().accept(new RunProgress(task, done, figures));
  }

  /** Waits as long as the rate limit demands after this many bytes were read. */
  public void pace(long bytes) {
    rate.use(bytes);
  }
}
