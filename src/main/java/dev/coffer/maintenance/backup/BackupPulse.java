package dev.coffer.maintenance.backup;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.backup.BackupOperation;
import dev.coffer.backup.BackupProgress;
import dev.coffer.maintenance.task.TaskRun;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a run take part in a long operation on a repository: it renews the lease from time to time
 * in a short transaction of its own, ends the operation when the run is stopped, and tells the
 * progress. Used by the thread of the run.
 */
final class BackupPulse implements Consumer<BackupProgress> {
  private static final Logger log = LoggerFactory.getLogger(BackupPulse.class);

  /** The time of the lease. Progress may take longer than the lease of the settings. */
  static final Duration LEASE = Duration.ofMinutes(15);

  private static final long RENEWAL_NANOS = LEASE.dividedBy(3).toNanos();

  private final TaskRun run;
  private final LongSupplier nanoTime;
  private BackupOperation operation = BackupOperation.CREATE;
  private long bytes;
  private long renewed;

  /**
   * Creates the pulse and takes the longer lease.
   *
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  BackupPulse(TaskRun run, LongSupplier nanoTime) {
    this.run = run;
    this.nanoTime = nanoTime;
    run.batch(LEASE, unit -> true);
    this.renewed = nanoTime.getAsLong();
  }

  /** The run was stopped in the middle of an operation. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("The run was stopped.");
    }
  }

  @Override
  public void accept(BackupProgress progress) {
    if (!run.goesOn()) {
      throw new StoppedException();
    }
    pace(progress);
    if (nanoTime.getAsLong() - renewed >= RENEWAL_NANOS) {
      renew();
    }
    run.done(done(progress));
    run.tellProgress();
  }

  private void pace(BackupProgress progress) {
    if (progress.operation() != operation) {
      operation = progress.operation();
      bytes = 0;
    }
    run.pace(Math.max(0, progress.bytes() - bytes));
    bytes = progress.bytes();
  }

  /**
   * Renews the lease. The copying holds a connection, so a pool of one connection has none left.
   * Without the renewal the copying stays correct; if another process takes the task over, the
   * repository gets two snapshots.
   */
  private void renew() {
    renewed = nanoTime.getAsLong();
    try {
      run.batch(LEASE, unit -> true);
    } catch (DatabaseUnavailableException e) {
      log.warn("The lease of the backup could not be renewed; the backup goes on.", e);
    }
  }

  /** The share of the whole run that is done. */
  private static double done(BackupProgress progress) {
    double share =
        progress.total() > 0 ? Math.min(1, (double) progress.done() / progress.total()) : 0;
    return switch (progress.operation()) {
      case CREATE -> 0.5 * share;
      case VERIFY -> 0.5 + 0.2 * share;
      case RESTORE -> 0.7 + 0.2 * share;
      case COMPARE -> 0.9 + 0.1 * share;
    };
  }
}
