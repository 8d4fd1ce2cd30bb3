package dev.coffer.maintenance.measure;

import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.ContentsReport;
import dev.coffer.maintenance.StorageReport;
import dev.coffer.maintenance.StorageTotal;
import dev.coffer.maintenance.StoredSize;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows and statements of {@code coffer_daily_size}. The row with the empty collection is of the
 * whole database. Days and times are of the database's clock.
 */
final class DailySizeRows {

  /** The collection of the row of the whole database. */
  static final String WHOLE = "";

  private static final int ROWS_AT_ONCE = 500;

  private static final String COLUMNS =
      "measured_on, collection, measured_at, records, logical_bytes, unique_bytes, stored_bytes,"
          + " contents, kept, content_logical_bytes, content_unique_bytes, content_stored_bytes,"
          + " physical_bytes";

  private DailySizeRows() {}

  /** Stores a report as that of today, in place of an earlier one of today. */
  static void replace(UnitOfWork unit, StorageReport report) throws SQLException {
    LocalDateTime now = now(unit);
    deleteDay(unit, now.toLocalDate());
    String sql =
        unit.dialect().statementPrefix()
            + "insert into coffer_daily_size ("
            + COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      StorageTotal total = report.total();
      bind(insert, now, WHOLE, total.records(), total);
      ContentsReport contents = report.contents();
      insert.setLong(8, contents.contents());
      insert.setLong(9, contents.kept());
      insert.setLong(10, contents.logicalBytes());
      insert.setLong(11, contents.uniqueBytes());
      insert.setLong(12, contents.storedBytes());
      if (total.physicalBytes().isPresent()) {
        insert.setLong(13, total.physicalBytes().getAsLong());
      } else {
        insert.setNull(13, Types.BIGINT);
      }
      insert.executeUpdate();
      for (int column = 8; column <= 13; column++) {
        insert.setNull(column, Types.BIGINT);
      }
      int waiting = 0;
      for (CollectionReport each : report.collections()) {
        bind(insert, now, each.collection(), each.records(), each);
        insert.addBatch();
        if (++waiting == ROWS_AT_ONCE) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        insert.executeBatch();
      }
    }
  }

  private static void bind(
      PreparedStatement insert, LocalDateTime now, String collection, long records, StoredSize size)
      throws SQLException {
    insert.setObject(1, now.toLocalDate());
    insert.setString(2, collection);
    insert.setObject(3, now);
    insert.setLong(4, records);
    insert.setLong(5, size.logicalBytes());
    insert.setLong(6, size.uniqueBytes());
    insert.setLong(7, size.storedBytes());
  }

  static LocalDateTime now(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query =
            unit.connection().prepareStatement("select " + unit.dialect().utcNow());
        ResultSet row = query.executeQuery()) {
      row.next();
      return Objects.requireNonNull(row.getObject(1, LocalDateTime.class));
    }
  }

  private static int deleteDay(UnitOfWork unit, LocalDate day) throws SQLException {
    try (PreparedStatement delete =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "delete from coffer_daily_size where measured_on = ?")) {
      delete.setObject(1, day);
      return delete.executeUpdate();
    }
  }

  /** The number of rows of days that are older than this. */
  static long countOld(UnitOfWork unit, Duration keep) throws SQLException {
    try (PreparedStatement query =
        unit.connection()
            .prepareStatement("select count(*) from coffer_daily_size where measured_on < ?")) {
      query.setObject(1, firstKept(unit, keep));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * Deletes the rows of the oldest day if it is older than this.
   *
   * @return the number of deleted rows; 0 if no day is too old
   */
  static int trimOldestDay(UnitOfWork unit, Duration keep) throws SQLException {
    LocalDate oldest = oldestDay(unit);
    return oldest != null && oldest.isBefore(firstKept(unit, keep)) ? deleteDay(unit, oldest) : 0;
  }

  private static LocalDate firstKept(UnitOfWork unit, Duration keep) throws SQLException {
    LocalDate today = now(unit).toLocalDate();
    return today.minusDays(Math.min(keep.toDays(), today.toEpochDay()));
  }

  private static @Nullable LocalDate oldestDay(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query =
            unit.connection().prepareStatement("select min(measured_on) from coffer_daily_size");
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getObject(1, LocalDate.class) : null;
    }
  }
}
