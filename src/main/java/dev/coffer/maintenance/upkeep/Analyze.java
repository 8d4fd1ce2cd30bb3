package dev.coffer.maintenance.upkeep;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.task.Task;
import dev.coffer.maintenance.task.TaskRun;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates the statistics of the query planner for Coffer's tables. It skips the tables that the
 * account has no right to analyze: on H2, only an administrator has it, and PostgreSQL's autovacuum
 * does the same work. Stateless.
 */
public final class Analyze implements Task {

  private static final Logger log = LoggerFactory.getLogger(Analyze.class);

  private static final List<String> TABLES =
      List.of(
          "coffer_record",
          "coffer_record_content",
          "coffer_record_expiry",
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
    run.add("denied", 0);
    for (String table : TABLES) {
      if (!run.goesOn()) {
        return;
      }
      boolean done = run.isDryRun() || run.apart(LONGEST, unit -> analyze(unit, table));
      run.add(done ? "tables" : "denied", 1);
      run.tellProgress();
    }
  }

  private static boolean analyze(UnitOfWork unit, String table) throws SQLException {
    try (PreparedStatement analyze =
        unit.connection().prepareStatement(unit.dialect().analyze(table))) {
      analyze.execute();
      return true;
    } catch (SQLException e) {
      if (!unit.dialect().isDenied(e)) {
        throw e;
      }
      log.debug("The account has no right to analyze {}.", table, e);
      return false;
    }
  }
}
