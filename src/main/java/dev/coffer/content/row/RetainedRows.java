package dev.coffer.content.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

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
    retainOneByOne(unit, List.of(contentId), now(unit));
  }

  /** Retains contents, which must be locked, until they are released. */
  public static void retain(UnitOfWork unit, Collection<Long> contentIds) throws SQLException {
    Instant now = now(unit);
    List<Long> sorted = List.copyOf(new TreeSet<>(contentIds));
    for (List<Long> slice : Statements.slices(sorted, Statements.ROWS_WITH_WARNINGS)) {
      try {
        insert(unit, slice, now);
      } catch (SQLException refusal) {
        if (!unit.dialect().isDuplicateKey(refusal)) {
          throw refusal;
        }
        // Another writer committed one of them meanwhile, and none of these was inserted.
        retainOneByOne(unit, slice, now);
      }
    }
  }

  private static void retainOneByOne(UnitOfWork unit, List<Long> contentIds, Instant now)
      throws SQLException {
    for (Long contentId : contentIds) {
      try {
        insert(unit, List.of(contentId), now);
      } catch (SQLException refusal) {
        if (!unit.dialect().isDuplicateKey(refusal)) {
          throw refusal;
        }
      }
    }
  }

  private static void insert(UnitOfWork unit, List<Long> contentIds, Instant now)
      throws SQLException {
    String sql = unit.dialect().insertIfAbsent("coffer_retained", COLUMNS, KEY, contentIds.size());
    try (PreparedStatement insert = unit.connection().prepareStatement(sql)) {
      int index = 1;
      for (long contentId : contentIds) {
        insert.setLong(index++, contentId);
        insert.setObject(index++, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
      }
      insert.executeUpdate();
      ContentRows.refuseWarnings(unit.dialect(), insert);
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
