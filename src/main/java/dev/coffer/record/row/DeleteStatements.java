package dev.coffer.record.row;

import dev.coffer.dialect.Dialect;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements that delete from {@code coffer_record}. They make no decisions. */
public final class DeleteStatements {

  private DeleteStatements() {}

  /**
   * Deletes the live records of these keys, which must be sorted, and returns the number of deleted
   * records.
   */
  public static long delete(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    long deleted = 0;
    for (KeySlice slice : KeySlice.of(unit.dialect(), collection, keys)) {
      String sql = deleteAlive(unit.dialect()) + slice.condition("");
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        slice.bind(statement, 1);
        deleted += statement.executeUpdate();
      }
    }
    return deleted;
  }

  /**
   * Deletes the live records of these keys, which must be sorted, and returns the version of each
   * deleted record.
   */
  public static Map<String, Long> deletedVersions(
      UnitOfWork unit, String collection, List<String> keys) throws SQLException {
    Map<String, Long> versions = new HashMap<>();
    for (KeySlice slice : KeySlice.of(unit.dialect(), collection, keys)) {
      String sql =
          unit.dialect().deletedVersions(deleteAlive(unit.dialect()) + slice.condition(""));
      try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
        slice.bind(statement, 1);
        try (ResultSet deleted = statement.executeQuery()) {
          while (deleted.next()) {
            versions.put(deleted.getString(1), deleted.getLong(2));
          }
        }
      }
    }
    return versions;
  }

  /**
   * Deletes a live record, if it is at this version.
   *
   * @return whether the record was at this version
   */
  public static boolean deleteAt(
      UnitOfWork unit, String collection, String key, long expectedVersion) throws SQLException {
    String sql = deleteAlive(unit.dialect()) + "collection = ? and record_key = ? and version = ?";
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      statement.setString(1, collection);
      statement.setString(2, key);
      statement.setLong(3, expectedVersion);
      return statement.executeUpdate() > 0;
    }
  }

  /**
   * Deletes the expired records of these keys, key by key: for a list, MariaDB may scan the table
   * and wait for the locks of other records.
   */
  public static void deleteExpired(UnitOfWork unit, String collection, List<String> keys)
      throws SQLException {
    Dialect dialect = unit.dialect();
    String sql =
        dialect.statementPrefix()
            + "delete from coffer_record where collection = ? and record_key = ?"
            + " and expires_at <= "
            + dialect.utcNow();
    try (PreparedStatement statement = unit.connection().prepareStatement(sql)) {
      for (String key : keys) {
        statement.setString(1, collection);
        statement.setString(2, key);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static String deleteAlive(Dialect dialect) {
    return dialect.statementPrefix()
        + "delete from coffer_record where "
        + dialect.alive("")
        + " and ";
  }
}
