package dev.coffer.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of Coffer's tables and columns in the database, in lower case. Its query succeeds even
 * if tables are missing, because a failed query would break a transaction on PostgreSQL.
 */
public final class Catalog {

  private final Map<String, Map<String, String>> collationsByTable = new TreeMap<>();

  private Catalog() {}

  public static Catalog read(Connection connection, Dialect dialect) throws SQLException {
    Catalog catalog = new Catalog();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select lower(TABLE_NAME), lower(COLUMN_NAME), "
                    + dialect.columnCollation()
                    + " from INFORMATION_SCHEMA.COLUMNS where TABLE_SCHEMA "
                    + dialect.inVisibleSchemas()
                    + " and lower(TABLE_NAME) like 'coffer%'")) {
      while (row.next()) {
        @Nullable String collation = row.getString(3);
        catalog
            .collationsByTable
            .computeIfAbsent(row.getString(1), table -> new TreeMap<>())
            .put(row.getString(2), collation == null ? "" : collation);
      }
    }
    return catalog;
  }

  public boolean hasTable(String table) {
    return collationsByTable.containsKey(table);
  }

  public Set<String> tables() {
    return collationsByTable.keySet();
  }

  /**
   * The columns of a table, each with its collation or an empty text; empty if the table is
   * missing.
   */
  public Map<String, String> columns(String table) {
    return collationsByTable.getOrDefault(table, Map.of());
  }
}
