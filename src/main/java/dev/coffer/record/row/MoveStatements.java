package dev.coffer.record.row;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The statements that give records other keys or another collection. They make no decisions.
 *
 * <p>A moved record gets a new version from the clock of the database. A record that was under the
 * new key before may have had its old version, and a cache would take one for the other. The
 * foreign key forbids to rename a record that has a reference, so references are deleted before and
 * inserted again after it.
 */
public final class MoveStatements {

  private static final String REFERENCES =
      "insert into coffer_record_content (collection, record_key, content_id)"
          + " select collection, record_key, content_id from coffer_record"
          + " where content_id is not null and collection = ?";

  private MoveStatements() {}

  /** Gives a record another key, under which there must be no row, not even an expired one. */
  public static void toKey(UnitOfWork unit, String collection, String key, String newKey)
      throws SQLException {
    RecordReferences.delete(unit, collection, List.of(key));
    execute(
        unit,
        "update coffer_record set record_key = ?, "
            + newVersion(unit)
            + " where collection = ? and record_key = ?",
        newKey,
        collection,
        key);
    execute(unit, REFERENCES + " and record_key = ?", collection, newKey);
  }

  /**
   * Gives all records of a collection, none of which may have expired, another collection, which
   * must have no row. Returns the number of records.
   */
  public static long toCollection(UnitOfWork unit, String collection, String newName)
      throws SQLException {
    execute(unit, "delete from coffer_record_content where collection = ?", collection);
    long moved =
        execute(
            unit,
            "update coffer_record set collection = ?, "
                + newVersion(unit)
                + " where collection = ?",
            newName,
            collection);
    execute(unit, REFERENCES, newName);
    return moved;
  }

  /**
   * Forgets how far recompression has come in two collections. Renamed records keep their times, so
   * it would take them for records that it has tried. The rows stay, because an account may lack
   * the right to delete them.
   */
  public static void beginRecompressionAnew(UnitOfWork unit, String collection, String newName)
      throws SQLException {
    execute(
        unit,
        "update coffer_recompression set tried_until = null, pass_until = null, pass_after = null"
            + " where collection in (?, ?)",
        collection,
        newName);
  }

  /** Deletes the row of a key if its record has expired. */
  public static void deleteExpired(UnitOfWork unit, String collection, String key)
      throws SQLException {
    execute(unit, expired(unit) + " and record_key = ?", collection, key);
  }

  /** Deletes the rows of all expired records of a collection. */
  public static void deleteExpired(UnitOfWork unit, String collection) throws SQLException {
    execute(unit, expired(unit), collection);
  }

  private static String expired(UnitOfWork unit) {
    return "delete from coffer_record where expires_at <= "
        + unit.dialect().utcNow()
        + " and collection = ?";
  }

  private static String newVersion(UnitOfWork unit) {
    return "version = greatest(version + 1, " + unit.dialect().firstVersion() + ")";
  }

  private static int execute(UnitOfWork unit, String sql, String... values) throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement(unit.dialect().statementPrefix() + sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
