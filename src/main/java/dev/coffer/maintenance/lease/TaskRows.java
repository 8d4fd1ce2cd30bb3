package dev.coffer.maintenance.lease;

import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows and statements of {@code coffer_task}. All times are those of the database's clock. */
public final class TaskRows {

  private TaskRows() {}

  /**
   * The result of an attempt to take a task.
   *
   * @param lease the lease; null if the task was not taken
   * @param busy why the task was not taken; null if it was
   */
  public record Taken(@Nullable Lease lease, @Nullable String busy) {}

  /**
   * Takes a task for a new run, unless another run has it. It must run in a transaction of its own.
   *
   * @param turn the scheduled start that the run serves; it is taken by one run only. Null for a
   *     run by command
   */
  public static Taken take(
      UnitOfWork unit, MaintenanceTask task, String node, Duration lease, @Nullable Instant turn)
      throws SQLException {
    addIfAbsent(unit, task);
    LocalDateTime utcTurn = turn == null ? null : LocalDateTime.ofInstant(turn, ZoneOffset.UTC);
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_task set run = run + 1, node = ?, leased_until = "
            + unit.dialect().utcNowPlusMillis()
            + (turn == null ? "" : ", turn = ?")
            + " where task = ? and (leased_until is null or leased_until <= "
            + unit.dialect().utcNow()
            + ")"
            + (turn == null ? "" : " and (turn is null or turn < ?)");
    int taken;
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      int index = 1;
      update.setString(index++, node);
      update.setLong(index++, lease.toMillis());
      if (turn != null) {
        update.setObject(index++, utcTurn);
      }
      update.setString(index++, task.id());
      if (turn != null) {
        update.setObject(index++, utcTurn);
      }
      taken = update.executeUpdate();
    }
    return taken == 0
        ? new Taken(null, reason(unit, task, utcTurn))
        : new Taken(begin(unit, task, node, lease), null);
  }

  private static void addIfAbsent(UnitOfWork unit, MaintenanceTask task) throws SQLException {
    // A plain read first: the insert would take locks that a running batch holds.
    try (PreparedStatement query =
        unit.connection().prepareStatement("select 1 from coffer_task where task = ?")) {
      query.setString(1, task.id());
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          return;
        }
      }
    }
    String sql =
        unit.dialect()
            .insertIfAbsent("coffer_task", new String[] {"task", "run"}, new String[] {"task"}, 1);
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      insert.setString(1, task.id());
      insert.setLong(2, 0);
      insert.executeUpdate();
    } catch (SQLException e) {
      // On H2, an insert of the same row at the same moment fails instead of adding nothing.
      if (!unit.dialect().isDuplicateKey(e)) {
        throw e;
      }
    }
  }

  private static Lease begin(UnitOfWork unit, MaintenanceTask task, String node, Duration lease)
      throws SQLException {
    String sql =
        "select run, progress, " + unit.dialect().utcNow() + " from coffer_task where task = ?";
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setString(1, task.id());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new Lease(
            task,
            row.getLong(1),
            node,
            lease,
            Objects.requireNonNull(row.getObject(3, LocalDateTime.class)),
            row.getString(2));
      }
    }
  }

  private static String reason(UnitOfWork unit, MaintenanceTask task, @Nullable LocalDateTime turn)
      throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement(
                "select run, node, leased_until, turn from coffer_task where task = ?")) {
      query.setString(1, task.id());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return "The task " + task.id() + " was removed from coffer_task at the same time.";
        }
        LocalDateTime last = row.getObject(4, LocalDateTime.class);
        if (turn != null && last != null && !last.isBefore(turn)) {
          return "The run of the task " + task.id() + " for " + turn + " UTC has already started.";
        }
        LocalDateTime until = row.getObject(3, LocalDateTime.class);
        return "The run "
            + row.getLong(1)
            + " of the task "
            + task.id()
            + " is active on "
            + row.getString(2)
            + (until == null ? "." : "; its lease ends at " + until + " UTC.");
      }
    }
  }

  /** Renews a lease. Returns false if another run has taken the task. */
  static boolean renew(UnitOfWork unit, MaintenanceTask task, long run, Duration lease)
      throws SQLException {
    String sql =
        unit.dialect().statementPrefix()
            + "update coffer_task set leased_until = "
            + unit.dialect().utcNowPlusMillis()
            + " where task = ? and run = ?";
    try (PreparedStatement update = unit.connection().prepareStatement(sql)) {
      update.setLong(1, lease.toMillis());
      update.setString(2, task.id());
      update.setLong(3, run);
      return update.executeUpdate() > 0;
    }
  }

  /** Ends a lease, so that the next run need not wait. Does nothing if it was lost. */
  public static void release(UnitOfWork unit, Lease lease) throws SQLException {
    try (PreparedStatement update =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "update coffer_task set leased_until = null where task = ? and run = ?")) {
      update.setString(1, lease.task().id());
      update.setLong(2, lease.run());
      update.executeUpdate();
    }
  }

  /** Where the last run of a task has stopped; empty at the start. */
  public static Optional<String> progress(UnitOfWork unit, MaintenanceTask task)
      throws SQLException {
    try (PreparedStatement query =
        unit.connection().prepareStatement("select progress from coffer_task where task = ?")) {
      query.setString(1, task.id());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Stores where a run has come; null for the end. The transaction has checked the lease. */
  public static void saveProgress(UnitOfWork unit, Lease lease, @Nullable String progress)
      throws SQLException {
    try (PreparedStatement update =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "update coffer_task set progress = ? where task = ? and run = ?")) {
      if (progress == null) {
        update.setNull(1, Types.VARCHAR);
      } else {
        update.setString(1, progress);
      }
      update.setString(2, lease.task().id());
      update.setLong(3, lease.run());
      update.executeUpdate();
    }
  }
}
