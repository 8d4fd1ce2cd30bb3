package dev.coffer.backup.view;

import dev.coffer.backup.snapshot.ContentKey;
import dev.coffer.tx.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the columns of rows in the form of a snapshot. Stateless. */
public final class Rows {
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  private Rows() {}

  /** The number of rows of a table. */
  static long count(UnitOfWork unit, String table) throws SQLException {
    try (Statement statement = unit.connection().createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** A time in microseconds since 1970 in UTC; null for none. */
  public static @Nullable Long time(ResultSet row, int column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return time == null ? null : ChronoUnit.MICROS.between(EPOCH, time);
  }

  /** A time that a column must have. */
  public static long requiredTime(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(time(row, column), "a time is missing");
  }

  /** The identity of a content in three columns; null if they are null. */
  public static @Nullable ContentKey content(ResultSet row, int column) throws SQLException {
    byte[] digest = row.getBytes(column + 2);
    return digest == null
        ? null
        : new ContentKey(row.getString(column), row.getInt(column + 1), digest);
  }
}
