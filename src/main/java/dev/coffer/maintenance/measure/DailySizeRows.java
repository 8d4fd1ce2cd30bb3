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
import java.time.ZoneOffset;
import java.util.List;
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
      "coffer_daily_size (measured_on, collection, measured_at, records, logical_bytes,"
          + " unique_bytes, stored_bytes, ";

  private static final String INSERT_WHOLE =
      "insert into "
          + COLUMNS
          + "contents, kept, content_logical_bytes, content_unique_bytes, content_stored_bytes,"
          + " physical_bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String INSERT_COLLECTION =
      "insert into " + COLUMNS + "expiring, last_change) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private DailySizeRows() {}

  /** Stores a report as that of today, in place of an earlier one of today. */
  static void replace(UnitOfWork unit, StorageReport report) throws SQLException {
    LocalDateTime now = now(unit);
    deleteDay(unit, now.toLocalDate());
    insertWhole(unit, now, report);
    insertCollections(unit, now, report.collections());
  }

  private static void insertWhole(UnitOfWork unit, LocalDateTime now, StorageReport report)
      throws SQLException {
    StorageTotal total = report.total();
    ContentsReport contents = report.contents();
    try (PreparedStatement insert = prepare(unit, INSERT_WHOLE)) {
      bind(insert, now, WHOLE, total.records(), total);
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
    }
  }

  private static void insertCollections(
      UnitOfWork unit, LocalDateTime now, List<CollectionReport> reports) throws SQLException {
    try (PreparedStatement insert = prepare(unit, INSERT_COLLECTION)) {
      for (int from = 0; from < reports.size(); from += ROWS_AT_ONCE) {
        int to = Math.min(reports.size(), from + ROWS_AT_ONCE);
        for (CollectionReport each : reports.subList(from, to)) {
          bind(insert, now, each.collection(), each.records(), each);
          insert.setLong(8, each.expiring());
          insert.setObject(9, LocalDateTime.ofInstant(each.lastChange(), ZoneOffset.UTC));
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  private static PreparedStatement prepare(UnitOfWork unit, String sql) throws SQLException {
    return unit.connection().prepareStatement(unit.dialect().statementPrefix() + sql);
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
        prepare(unit, "delete from coffer_daily_size where measured_on = ?")) {
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
