package dev.coffer.schema;

import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The contents of a database after a migration, as text to compare. */
final class SchemaDump {

  private SchemaDump() {}

  /** The rows of the changelog, without their time and their writer. */
  static List<String> changelog(Connection connection) throws SQLException {
    return rows(
        connection,
        "select orderexecuted, filename, id, author, md5sum, description, comments, exectype, tag"
            + " from coffer_databasechangelog order by orderexecuted");
  }

  /** Columns, keys and indexes of Coffer's tables. */
  static List<String> structure(Connection connection, Dialect dialect) throws SQLException {
    List<String> structure =
        rows(
            connection,
            "select lower(table_name), lower(column_name), data_type, character_maximum_length,"
                + " numeric_precision, datetime_precision, is_nullable, column_default,"
                + " collation_name from information_schema.columns where table_schema "
                + dialect.inVisibleSchemas()
                + " and lower(table_name) like 'coffer%' order by 1, 2");
    for (String table : SchemaShape.tables()) {
      structure.addAll(keysAndIndexes(connection, table));
    }
    return structure;
  }

  private static List<String> keysAndIndexes(Connection connection, String table)
      throws SQLException {
    DatabaseMetaData facts = connection.getMetaData();
    String name = facts.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    List<String> found = new ArrayList<>();
    try (ResultSet row =
        facts.getImportedKeys(connection.getCatalog(), connection.getSchema(), name)) {
      while (row.next()) {
        found.add(
            "foreign key %s.%s of %s, on delete %s, on update %s"
                .formatted(
                    table,
                    row.getString("FKCOLUMN_NAME"),
                    row.getString("FK_NAME"),
                    row.getString("DELETE_RULE"),
                    row.getString("UPDATE_RULE")));
      }
    }
    try (ResultSet row =
        facts.getIndexInfo(connection.getCatalog(), connection.getSchema(), name, false, false)) {
      while (row.next()) {
        found.add(
            "index %s.%s column %s %s, not unique: %s"
                .formatted(
                    table,
                    // H2 numbers the indexes that it creates for constraints.
                    String.valueOf(row.getString("INDEX_NAME"))
                        .replaceAll("(_INDEX|PRIMARY_KEY)_\\w+", "$1"),
                    row.getInt("ORDINAL_POSITION"),
                    row.getString("COLUMN_NAME"),
                    row.getBoolean("NON_UNIQUE")));
      }
    }
    found.sort(null);
    return found;
  }

  private static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          values.add(String.valueOf(row.getString(column)));
        }
        rows.add(String.join(" | ", values));
      }
    }
    return rows;
  }
}
