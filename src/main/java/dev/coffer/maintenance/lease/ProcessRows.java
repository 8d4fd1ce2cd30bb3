package dev.coffer.maintenance.lease;

import dev.coffer.topology.HeldLease;
import dev.coffer.topology.KnownProcess;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The queries for the processes that run maintenance. All times are of the database's clock. */
public final class ProcessRows {

  /** Each process has another name unless the application gives it one. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private ProcessRows() {}

  /** The processes that ran a task in the last day, the latest first. */
  public static List<KnownProcess> processes(UnitOfWork unit) throws SQLException {
    String sql =
        "select node, max(coalesce(ended_at, started_at)) as newest from coffer_run"
            + " where started_at > "
            + unit.dialect().utcNowPlusMillis()
            + " group by node order by newest desc, node";
    List<KnownProcess> found = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
      query.setLong(1, -REMEMBERED.toMillis());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(new KnownProcess(row.getString(1), instant(row, 2)));
        }
      }
    }
    return found;
  }

  /** The leases that processes hold now, by task. */
  public static List<HeldLease> leases(UnitOfWork unit) throws SQLException {
    String sql =
        "select task, run, node, leased_until from coffer_task where leased_until > "
            + unit.dialect().utcNow()
            + " order by task";
    List<HeldLease> found = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        found.add(
            new HeldLease(row.getString(1), row.getLong(2), row.getString(3), instant(row, 4)));
      }
    }
    return found;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }
}
