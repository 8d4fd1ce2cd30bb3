package dev.coffer.content.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements on {@code coffer_damage}: damage that a scrub has found and that is not healed, of
 * records and of contents.
 */
public final class DamageRows {

  /** The collection of the rows for contents. No collection of records has an empty name. */
  public static final String CONTENTS = "";

  /** The maximum number of characters of a problem; the column has 2000. */
  private static final int PROBLEM_CHARACTERS = 1000;

  private DamageRows() {}

  /**
   * One damage.
   *
   * @param collection the collection of the record; {@link #CONTENTS} for a content
   * @param key the key of the record, or the id of the content
   */
  public record Row(String collection, String key, Instant foundAt, String problem) {}

  /** Notes damage. Returns the note if the damage was not noted before, and null otherwise. */
  public static @Nullable Row add(UnitOfWork unit, String collection, String key, String problem)
      throws SQLException {
    String text =
        problem.length() <= PROBLEM_CHARACTERS
            ? problem
            : problem.substring(0, PROBLEM_CHARACTERS - 1) + "…";
    try (PreparedStatement update =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "update coffer_damage set problem = ?"
                    + " where collection = ? and record_key = ?")) {
      update.setString(1, text);
      update.setString(2, collection);
      update.setString(3, key);
      if (update.executeUpdate() > 0) {
        return null;
      }
    }
    Instant now = RetainedRows.now(unit);
    try (PreparedStatement insert =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "insert into coffer_damage (collection, record_key, found_at, problem)"
                    + " values (?, ?, ?, ?)")) {
      insert.setString(1, collection);
      insert.setString(2, key);
      insert.setObject(3, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
      insert.setString(4, text);
      insert.executeUpdate();
      return new Row(collection, key, now, text);
    }
  }

  /** Removes the note of damage that is healed or deleted. */
  public static boolean remove(UnitOfWork unit, String collection, String key) throws SQLException {
    try (PreparedStatement delete =
        unit.connection()
            .prepareStatement(
                unit.dialect().statementPrefix()
                    + "delete from coffer_damage where collection = ? and record_key = ?")) {
      delete.setString(1, collection);
      delete.setString(2, key);
      return delete.executeUpdate() > 0;
    }
  }

  /** The newest damage, the newest first. */
  public static List<Row> newest(UnitOfWork unit, int limit) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (PreparedStatement query =
            unit.connection()
                .prepareStatement(
                    "select collection, record_key, found_at, problem from coffer_damage"
                        + " order by found_at desc, collection, record_key fetch first "
                        + limit
                        + " rows only");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        found.add(
            new Row(
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString(4)));
      }
    }
    return found;
  }

  /** The number of damaged records and contents. */
  public static long count(UnitOfWork unit) throws SQLException {
    try (PreparedStatement query =
            unit.connection().prepareStatement("select count(*) from coffer_damage");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
