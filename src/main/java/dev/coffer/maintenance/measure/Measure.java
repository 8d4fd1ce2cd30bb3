package dev.coffer.maintenance.measure;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.run.StorageSurvey;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import java.time.Duration;

/**
 * Counts the stored data, keeps the sizes as those of the day, and deletes those of days that are
 * too old. Stateless.
 */
public final class Measure implements Task {

  /** The longest time of the count for which the lease is held. */
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.MEASURE;
  }

  @Override
  public void run(TaskRun run) {
    run.add("collections", 0);
    run.add("records", 0);
    run.add("bytes", 0);
    run.add("deleted", 0);
    if (run.goesOn()) {
      measure(run);
      run.tellProgress();
      trim(run);
      run.tellProgress();
    }
  }

  private static void measure(TaskRun run) {
    if (!run.isDryRun()) {
      run.batch(LONGEST, unit -> true);
    }
    StorageReport report = run.read(StorageSurvey::report);
    if (!run.isDryRun()) {
      run.batch(
          unit -> {
            DailySizeRows.replace(unit, report);
            return true;
          });
    }
    run.add("collections", report.collections().size());
    run.add("records", report.records());
    run.add("bytes", report.total().storedBytes());
  }

  private static void trim(TaskRun run) {
    Duration keep = run.settings().keepDailySizes();
    if (run.isDryRun()) {
      run.add("deleted", run.read(unit -> DailySizeRows.countOld(unit, keep)));
      return;
    }
    int deleted = 1;
    while (deleted > 0 && run.goesOn()) {
      deleted = run.batch(unit -> DailySizeRows.trimOldestDay(unit, keep));
      run.add("deleted", deleted);
    }
  }
}
