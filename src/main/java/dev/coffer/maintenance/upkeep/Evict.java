package dev.coffer.maintenance.upkeep;

import dev.coffer.content.row.RetainedRows;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import java.time.Instant;
import java.util.function.ToIntFunction;

/**
 * Removes expired records and deleted dictionaries from the memory of this process. Thread-safe.
 */
public final class Evict implements Task {
  private final ToIntFunction<Instant> evictExpired;
  private final Dictionaries dictionaries;

  /**
   * Creates the task.
   *
   * @param evictExpired removes from the heap the records that expire before a time, and returns
   *     their number
   */
  public Evict(ToIntFunction<Instant> evictExpired, Dictionaries dictionaries) {
    this.evictExpired = evictExpired;
    this.dictionaries = dictionaries;
  }

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.EVICT;
  }

  @Override
  public void run(TaskRun run) {
    run.add("entries", 0);
    if (!run.isDryRun()) {
      run.add("entries", evictExpired.applyAsInt(run.read(RetainedRows::now)));
      run.add("entries", run.read(dictionaries::evictDeleted));
    }
  }

  @Override
  public boolean isLocal() {
    return true;
  }
}
