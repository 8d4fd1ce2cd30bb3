package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.ReturningRecordSql;
import dev.coffer.dialect.TimedRecordSql;
import dev.coffer.record.Expiry;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The statements that replace a record at a known version. */
public final class ReplaceStatements {

  private ReplaceStatements() {}

  /**
   * A record whose value was replaced.
   *
   * @param stamp the stamp of the record after that; null if the statement does not return it
   */
  public record Replaced(@Nullable RecordStamp stamp) {

    private static @Nullable Replaced at(@Nullable RecordStamp stamp) {
      return stamp == null ? null : new Replaced(stamp);
    }
  }

  /**
   * Replaces the value of a live record, if it is at this version.
   *
   * @return null if the record was not at this version
   */
  public static @Nullable Replaced replace(
      UnitOfWork unit,
      String collection,
      RecordStatements.Row row,
      Expiry expiry,
      long expectedVersion)
      throws SQLException {
    Dialect dialect = unit.dialect();
    if (dialect.recordSql() instanceof TimedRecordSql) {
      try (TimedStatements statements = RecordStatements.timed(unit, collection, expiry)) {
        return Replaced.at(statements.replace(row, expectedVersion));
      }
    }
    String updated = "updated_at = " + dialect.utcNow();
    String live = dialect.alive("");
    return update(unit, collection, row, expiry, expectedVersion, updated, live);
  }

  /** Whether {@link #replaceLasting} is possible in this database. */
  public static boolean canReplaceLasting(Dialect dialect) {
    return !(dialect.recordSql() instanceof ReturningRecordSql sql)
        || sql.replaceLasting().isPresent();
  }

  /**
   * Replaces the value of a record that never expires, if it is at the version of this stamp.
   *
   * @param before the stamp of the record, whose expiry is null
   * @return the stamp after that; null if the record was not at this version, or expires
   */
  public static @Nullable RecordStamp replaceLasting(
      UnitOfWork unit, String collection, RecordStatements.Row row, RecordStamp before)
      throws SQLException {
    if (unit.dialect().recordSql() instanceof ReturningRecordSql sql) {
      return replaceLasting(unit, sql.replaceLasting().orElseThrow(), collection, row, before);
    }
    try (TimedStatements statements = RecordStatements.timed(unit, collection, Expiry.keep())) {
      return statements.replaceLasting(row, before);
    }
  }

  private static @Nullable RecordStamp replaceLasting(
      UnitOfWork unit, String sql, String collection, RecordStatements.Row row, RecordStamp before)
      throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      int position = RecordStatements.bindValue(statement, 1, row);
      statement.setString(position, collection);
      statement.setString(position + 1, row.key());
      statement.setLong(position + 2, before.version());
      if (statement.executeUpdate() == 0) {
        return null;
      }
      try (ResultSet time = statement.getGeneratedKeys()) {
        time.next();
        Instant updatedAt = Instant.EPOCH.plus(time.getLong(1), ChronoUnit.MICROS);
        return new RecordStamp(before.version() + 1, before.createdAt(), updatedAt, null);
      }
    }
  }

  /**
   * Replaces an expired record by a new one, if it is at this version.
   *
   * @return null if the record was not at this version
   */
  public static @Nullable Replaced revive(
      UnitOfWork unit,
      String collection,
      RecordStatements.Row row,
      Expiry expiry,
      long expectedVersion)
      throws SQLException {
    Expiry ofNew = expiry.keepsCurrent() ? Expiry.never() : expiry;
    if (unit.dialect().recordSql() instanceof TimedRecordSql) {
      try (TimedStatements statements = RecordStatements.timed(unit, collection, ofNew)) {
        return Replaced.at(statements.revive(row, expectedVersion));
      }
    }
    String now = unit.dialect().utcNow();
    String created = "created_at = " + now + ", updated_at = null";
    return update(unit, collection, row, ofNew, expectedVersion, created, "expires_at <= " + now);
  }

  private static @Nullable Replaced update(
      UnitOfWork unit,
      String collection,
      RecordStatements.Row row,
      Expiry expiry,
      long expectedVersion,
      String times,
      String condition)
      throws SQLException {
    Dialect dialect = unit.dialect();
    String sql =
        dialect.statementPrefix()
            + "update coffer_record set type = ?, version = version + 1, size = ?, frame = ?,"
            + " content_id = ?, "
            + times
            + (expiry.keepsCurrent() ? "" : ", expires_at = " + dialect.utcNowPlusMillis())
            + " where collection = ? and record_key = ? and version = ? and "
            + condition
            + dialect.guard();
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      int position = RecordStatements.bindValue(statement, 1, row);
      if (!expiry.keepsCurrent()) {
        RecordStatements.bindExpiry(statement, position++, expiry);
      }
      statement.setString(position, collection);
      statement.setString(position + 1, row.key());
      statement.setLong(position + 2, expectedVersion);
      return statement.executeUpdate() > 0 ? new Replaced(null) : null;
    }
  }
}
