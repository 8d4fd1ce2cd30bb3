package dev.coffer.maintenance.expire;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.BatchSize;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.record.row.ExpiryRows;
import dev.coffer.record.write.ExpiredRecords;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the records that have expired before the run began. Thread-safe.
 *
 * <p>The figures are the number of deleted records, and the bytes of their frames. A value that is
 * a content has no frame in its record; collection frees it.
 */
public final class Expire implements Task {
  private static final int FIRST_ROWS = 64;
  private static final int MOST_ROWS = 1_024;

  private final ExpiredRecords expired;

  public Expire(ExpiredRecords expired) {
    this.expired = expired;
  }

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.EXPIRE;
  }

  @Override
  public void run(TaskRun run) {
    run.add("records", 0);
    run.add("bytes", 0);
    if (run.isDryRun()) {
      ExpiryRows.Amount amount = run.read(ExpiryRows::expired);
      run.add("records", amount.records());
      run.add("bytes", amount.bytes());
      return;
    }
    LocalDateTime until = run.read(ExpiryRows::now);
    BatchSize size = new BatchSize(FIRST_ROWS, MOST_ROWS);
    ExpiryRows.@Nullable Due last = null;
    while (run.goesOn()) {
      ExpiryRows.@Nullable Due after = last;
      long start = System.nanoTime();
      ExpiredRecords.Batch batch =
          run.batch(unit -> expired.delete(unit, after, until, size.rows()));
      size.took(System.nanoTime() - start);
      run.add("records", batch.records());
      run.add("bytes", batch.bytes());
      run.tellProgress();
      last = batch.last();
      if (last == null) {
        return;
      }
      run.pace(batch.bytes());
    }
  }
}
