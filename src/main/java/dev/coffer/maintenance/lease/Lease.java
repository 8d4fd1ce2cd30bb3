package dev.coffer.maintenance.lease;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive right of one run to work on a task in a database, until it ends or another process
 * takes the task over. Immutable.
 *
 * <p>The number of the run is the fencing token (see "How to do distributed locking" by M.
 * Kleppmann): each take-over increases it. A batch that writes calls {@link #require} first, in its
 * own transaction. The call locks the row of the task until the transaction ends, so no other
 * process can take the task over while the batch is open. A run that has lost the lease cannot
 * write, however long it was suspended.
 *
 * @param task the task
 * @param run the number of the run
 * @param node the name of the process
 * @param duration the time after the newest batch at which another process may take over
 * @param startedAt the start of the run, by the database's clock in UTC
 * @param progress where the last run of the task has stopped; null at the start
 */
public record Lease(
    MaintenanceTask task,
    long run,
    String node,
    Duration duration,
    LocalDateTime startedAt,
    @Nullable String progress) {

  /**
   * Checks and renews the lease inside a transaction that writes.
   *
   * @throws LeaseLostException if another process has taken the task over
   */
  public void require(UnitOfWork unit) throws SQLException {
    require(unit, duration);
  }

  /** The same for a batch that may take this time. */
  public void require(UnitOfWork unit, Duration atLeast) throws SQLException {
    Duration longer = atLeast.compareTo(duration) > 0 ? atLeast : duration;
    if (!TaskRows.renew(unit, task, run, longer)) {
      throw new LeaseLostException(
          "The run "
              + run
              + " of the task "
              + task.id()
              + " on "
              + node
              + " did not respond for longer than "
              + duration
              + ", and another process has taken the task over.");
    }
  }
}
