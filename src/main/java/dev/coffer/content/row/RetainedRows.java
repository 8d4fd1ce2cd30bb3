package dev.coffer.content.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The statements on {@code coffer_retained}, and the count of all rows that refer to a content. */
public final class RetainedRows {

  private static final String[] COLUMNS = {"content_id", "since"};
  private static final String[] KEY = {"content_id"};

  private static final String REFERENCES =
      "select (select count(*) from coffer_part where part_id = ?)"
          + " + (select count(*) from coffer_retained where content_id = ?)"
          + " + (select count(*) from coffer_holder where content_id = ?)"
          + " + (select count(*) from coffer_record_content where content_id = ?)"
          + " + (select count(*) from coffer_record_reference where content_id = ?)";

  private RetainedRows() {}

  /** Retains a content, which must be locked, until it is released. */
  public static void retain(UnitOfWork unit, long contentId) throws SQLException {
    String sql = unit.dialect().insertIfAbsent("coffer_retained", COLUMNS, KEY, 1);
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      insert.setLong(1, contentId);
      insert.setObject(2, LocalDateTime.ofInstant(now(unit), ZoneOffset.UTC));
      insert.executeUpdate();
      ContentRows.refuseWarnings(unit.dialect(), insert);
    } catch (SQLException refusal) {
      if (!unit.dialect().isDuplicateKey(refusal)) {
        throw refusal;
      }
    }
  }

  public static boolean release(UnitOfWork unit, long contentId) throws SQLException {
    String sql =
        unit.dialect().statementPrefix() + "delete from coffer_retained where content_id = ?";
    try (PreparedStatement delete = unit.connection().prepareStatement(sql)) {
      delete.setLong(1, contentId);
      return delete.executeUpdate() > 0;
    }
  }

  public static long references(UnitOfWork unit, long contentId) throws SQLException {
    try (PreparedStatement query = unit.connection().prepareStatement(REFERENCES)) {
      for (int index = 1; index <= 5; index++) {
        query.setLong(index, contentId);
      }
      try (ResultSet result = query.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  /** The current time of the database's clock. */
  public static Instant now(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query =
            unit.connection().prepareStatement("select " + unit.dialect().utcNow());
        ResultSet result = query.executeQuery()) {
      result.next();
      return result.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
  }
}
