package dev.coffer.maintenance.lease;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows and statements of {@code coffer_run}, the history of runs. */
public final class RunRows {

  /** The maximum number of characters of a reason; the column has 2000. */
  private static final int PROBLEM_CHARACTERS = 1000;

  private static final String ABANDONED =
      "The process stopped, or lost the lease of the task, during this run.";

  private static final String FROM =
      " from coffer_run r left join coffer_task t on t.task = r.task";

  private RunRows() {}

  /** Adds the row of a run that begins. It closes the rows of earlier runs that never ended. */
  public static void begin(UnitOfWork unit, Lease lease) throws SQLException {
    String abandon =
        unit.dialect().statementPrefix()
            + "update coffer_run set outcome = ?, ended_at = ?, problem = ?"
            + " where task = ? and run < ? and outcome = ?";
    try (PreparedStatement update = unit.connection().prepareStatement(abandon)) {
      update.setString(1, RunOutcome.FAILED.id());
      update.setObject(2, lease.startedAt());
      update.setString(3, ABANDONED);
      update.setString(4, lease.task().id());
      update.setLong(5, lease.run());
      update.setString(6, RunOutcome.RUNNING.id());
      update.executeUpdate();
    }
    String add =
        unit.dialect().statementPrefix()
            + "insert into coffer_run (task, run, node, started_at, outcome, figures)"
            + " values (?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = unit.connection().prepareStatement(add)) {
      insert.setString(1, lease.task().id());
      insert.setLong(2, lease.run());
      insert.setString(3, lease.node());
      insert.setObject(4, lease.startedAt());
      insert.setString(5, RunOutcome.RUNNING.id());
      insert.setString(6, Figures.toJson(Map.of()));
      insert.executeUpdate();
    }
  }

  /** Completes the row of a run, and returns the time of the end. */
  public static Instant end(
      UnitOfWork unit,
      Lease lease,
      RunOutcome outcome,
      Map<String, Long> figures,
      @Nullable String problem)
      throws SQLException {
    LocalDateTime now = now(unit);
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_run set outcome = ?, ended_at = ?, figures = ?, problem = ?"
            + " where task = ? and run = ?";
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      update.setString(1, outcome.id());
      update.setObject(2, now);
      update.setString(3, Figures.toJson(figures));
      update.setString(4, shortened(problem));
      update.setString(5, lease.task().id());
      update.setLong(6, lease.run());
      update.executeUpdate();
    }
    return now.toInstant(ZoneOffset.UTC);
  }

  private static @Nullable String shortened(@Nullable String problem) {
    return problem == null || problem.length() <= PROBLEM_CHARACTERS
        ? problem
        : problem.substring(0, PROBLEM_CHARACTERS - 1) + "…";
  }

  private static LocalDateTime now(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query =
            unit.connection().prepareStatement("select " + unit.dialect().utcNow());
        ResultSet row = query.executeQuery()) {
      row.next();
      return Objects.requireNonNull(row.getObject(1, LocalDateTime.class));
    }
  }

  /** The newest runs, the newest first. */
  public static List<RunReport> newest(UnitOfWork unit, int limit) throws SQLException {
    return select(
        unit,
        " order by r.started_at desc, r.task, r.run desc fetch first " + limit + " rows only");
  }

  /** The newest run of each task. */
  public static Map<MaintenanceTask, RunReport> last(UnitOfWork unit) throws SQLException {
    return byTask(
        select(unit, " where r.run = (select max(l.run) from coffer_run l where l.task = r.task)"));
  }

  /** The newest run of each task that did all its work. */
  public static Map<MaintenanceTask, RunReport> lastSuccess(UnitOfWork unit) throws SQLException {
    return byTask(
        select(
            unit,
            " where r.run = (select max(l.run) from coffer_run l"
                + " where l.task = r.task and l.outcome = 'done')"));
  }

  /** The start of the oldest run of a task; empty if there is none. */
  public static Optional<Instant> firstStart(UnitOfWork unit, MaintenanceTask task)
      throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement("select min(started_at) from coffer_run where task = ?")) {
      query.setString(1, task.id());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.ofNullable(instant(row, 1)) : Optional.empty();
      }
    }
  }

  private static Map<MaintenanceTask, RunReport> byTask(List<RunReport> runs) {
    Map<MaintenanceTask, RunReport> found = new EnumMap<>(MaintenanceTask.class);
    runs.forEach(each -> found.put(each.task(), each));
    return found;
  }

  /** The columns of a run, the end of the lease of its task, and whether the run has that lease. */
  private static String columns(UnitOfWork unit) {
    return "select r.task, r.run, r.node, r.started_at, r.ended_at, r.outcome, r.figures,"
        + " r.problem, t.leased_until, case when t.run = r.run and t.leased_until > "
        + unit.dialect().utcNow()
        + " then 1 else 0 end";
  }

  private static List<RunReport> select(UnitOfWork unit, String condition) throws SQLException {
    List<RunReport> found = new ArrayList<>();
    String sql = columns(unit) + FROM + condition;
    try (PreparedStatement query = unit.connection().prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        // A later release may have tasks that this one does not know.
        Optional<MaintenanceTask> task = task(row.getString(1));
        if (task.isPresent()) {
          found.add(report(task.get(), row));
        }
      }
    }
    return found;
  }

  /**
   * A run that is recorded as active and has no lease has failed: its process has ended, or has
   * stalled for longer than its lease. The next run of the task corrects the row.
   */
  private static RunReport report(MaintenanceTask task, ResultSet row) throws SQLException {
    Instant ended = instant(row, 5);
    RunOutcome outcome = RunOutcome.valueOf(row.getString(6).toUpperCase(Locale.ROOT));
    String problem = row.getString(8);
    if (outcome == RunOutcome.RUNNING && row.getInt(10) == 0) {
      outcome = RunOutcome.FAILED;
      ended = instant(row, 9);
      problem = ABANDONED;
    }
    return new RunReport(
        task,
        row.getLong(2),
        row.getString(3),
        row.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC),
        ended,
        outcome,
        Figures.parse(row.getString(7)),
        problem);
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  private static Optional<MaintenanceTask> task(String id) {
    return Arrays.stream(MaintenanceTask.values()).filter(each -> each.id().equals(id)).findFirst();
  }

  private static String isOld(UnitOfWork unit) {
    return "r.started_at < "
        + unit.dialect().utcNowPlusMillis()
        + " and r.outcome <> 'running' and r.run < (select max(l.run) from coffer_run l"
        + " where l.task = r.task) and (r.outcome <> 'done' or r.run < (select max(l.run)"
        + " from coffer_run l where l.task = r.task and l.outcome = 'done'))";
  }

  /** The number of runs that {@link #trim} would delete. */
  public static long countOld(UnitOfWork unit, Duration keep) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement("select count(*) from coffer_run r where " + isOld(unit))) {
      query.setLong(1, -keep.toMillis());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * Deletes runs that started longer ago than this, except the last run of each task and its last
   * success.
   *
   * @param limit the maximum number of deleted rows
   * @return the number of deleted rows
   */
  public static int trim(UnitOfWork unit, Duration keep, int limit) throws SQLException {
    String sql =
        "select r.task, r.run from coffer_run r where "
            + isOld(unit)
            + " fetch first "
            + limit
            + " rows only";
    List<String> tasks = new ArrayList<>();
    List<Long> runs = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setLong(1, -keep.toMillis());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          tasks.add(row.getString(1));
          runs.add(row.getLong(2));
        }
      }
    }
    int deleted = 0;
    try (PreparedStatement delete =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "delete from coffer_run where task = ? and run = ?")) {
      for (int i = 0; i < tasks.size(); i++) {
        delete.setString(1, tasks.get(i));
        delete.setLong(2, runs.get(i));
        deleted += delete.executeUpdate();
      }
    }
    return deleted;
  }
}
