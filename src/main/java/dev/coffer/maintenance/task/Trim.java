package dev.coffer.maintenance.task;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.lease.RunRows;

/** Deletes old runs from the history. Stateless. */
public final class Trim implements Task {
  private static final int ROWS = 500;

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.TRIM;
  }

  @Override
  public void run(TaskRun run) {
    run.add("runs", 0);
    if (run.isDryRun()) {
      run.add("runs", run.read(unit -> RunRows.countOld(unit, run.settings().keepRuns())));
      return;
    }
    int deleted = ROWS;
    while (deleted == ROWS && run.goesOn()) {
      deleted = run.batch(unit -> RunRows.trim(unit, run.settings().keepRuns(), ROWS));
      run.add("runs", deleted);
      run.tellProgress();
    }
  }
}
