package dev.coffer.maintenance.upkeep;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;

/** Updates the statistics of the query planner for Coffer's tables. Stateless. */
public final class Analyze implements Task {

  private static final List<String> TABLES =
      List.of(
          "coffer_record",
          "coffer_record_content",
          "coffer_record_reference",
          "coffer_content",
          "coffer_frame",
          "coffer_part",
          "coffer_retained",
          "coffer_holder",
          "coffer_unreferenced",
          "coffer_run");

  /** The longest time of one statement for which the lease is held. */
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public MaintenanceTask name() {
    return MaintenanceTask.ANALYZE;
  }

  @Override
  public void run(TaskRun run) {
    run.add("tables", 0);
    for (String table : TABLES) {
      if (!run.goesOn()) {
        return;
      }
      if (!run.isDryRun()) {
        run.apart(
            LONGEST,
            unit -> {
              try (PreparedStatement analyze =
                  unit.connection().prepareStatement(unit.dialect().analyze(table))) {
                return analyze.execute();
              }
            });
      }
      run.add("tables", 1);
      run.tellProgress();
    }
  }
}
