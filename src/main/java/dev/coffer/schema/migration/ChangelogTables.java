package dev.coffer.schema.migration;

import dev.coffer.dialect.Catalog;
import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The two tables that record and lock migrations, in Liquibase's format. The column names are in
 * upper case, because H2 can be configured not to convert the case of names.
 */
public final class ChangelogTables {

  public static final String CHANGELOG = "coffer_databasechangelog";
  public static final String LOCK = "coffer_databasechangeloglock";

  private ChangelogTables() {}

  /**
   * Creates the missing tables. Several processes may call this at once: a later process finds the
   * tables of an earlier one. It also runs before Liquibase, because Liquibase fails if another
   * process creates the tables at the same moment.
   */
  public static void create(Connection connection, Dialect dialect, List<String> ownTables)
      throws SQLException {
    create(connection, dialect, CHANGELOG, ownTables.get(0));
    create(connection, dialect, LOCK, ownTables.get(1));
    addLockRow(connection, dialect);
  }

  private static void create(Connection connection, Dialect dialect, String table, String statement)
      throws SQLException {
    if (Catalog.read(connection, dialect).hasTable(table)) {
      return;
    }
    try {
      execute(connection, statement);
    } catch (SQLException e) {
      if (!Catalog.read(connection, dialect).hasTable(table)) {
        throw e;
      }
    }
  }

  private static void addLockRow(Connection connection, Dialect dialect) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1 from " + LOCK)) {
      if (row.next()) {
        return;
      }
    }
    try {
      execute(connection, "insert into " + LOCK + " (ID, LOCKED) values (1, false)");
    } catch (SQLException e) {
      if (!dialect.isDuplicateKey(e)) {
        throw e;
      }
    }
  }

  /** The recorded changesets. */
  static Set<Changeset.Name> recorded(Connection connection) throws SQLException {
    Set<Changeset.Name> names = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select FILENAME, ID, AUTHOR from " + CHANGELOG)) {
      while (row.next()) {
        names.add(new Changeset.Name(row.getString(1), row.getString(2), row.getString(3)));
      }
    }
    return names;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
