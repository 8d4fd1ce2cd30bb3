package dev.coffer.schema.migration;

import dev.coffer.api.SchemaException;
import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The schema in which a connection creates tables. */
public final class CurrentSchema {

  private CurrentSchema() {}

  /**
   * Runs a task while the connection sees only this schema.
   *
   * @throws SchemaException if the connection has no current schema
   */
  public static void alone(Connection connection, Dialect dialect, Cleanup.Step task)
      throws SQLException {
    if (dialect.product() != Dialect.Product.POSTGRESQL) {
      // The other databases search only one schema, and fail if there is none.
      task.run();
      return;
    }
    String path = text(connection, "select current_setting('search_path')");
    String current = text(connection, "select quote_ident(current_schema())");
    if (current == null) {
      throw new SchemaException(
          "No schema on the search path of the connection exists, or its account may not use any: "
              + path
              + ".");
    }
    setSearchPath(connection, current);
    try {
      task.run();
    } catch (SQLException | RuntimeException failure) {
      Cleanup.after(failure, () -> setSearchPath(connection, path));
      throw failure;
    }
    setSearchPath(connection, path);
  }

  /**
   * Whether Liquibase can find its tables in the current schema. On H2, Liquibase searches for
   * tables and schema only in upper case. On the other databases, it does not escape a quote in the
   * schema name.
   */
  public static boolean isKnownToLiquibase(Connection connection, Dialect dialect)
      throws SQLException {
    String name =
        dialect.product() == Dialect.Product.MARIADB
            ? connection.getCatalog()
            : connection.getSchema();
    if (name == null) {
      return true;
    }
    boolean found =
        dialect.product() != Dialect.Product.H2
            || (connection.getMetaData().storesUpperCaseIdentifiers()
                && name.equals(name.toUpperCase(Locale.ROOT)));
    return found && name.chars().noneMatch(each -> "'\"`".indexOf(each) >= 0);
  }

  private static @Nullable String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void setSearchPath(Connection connection, @Nullable String path)
      throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("select set_config('search_path', ?, false)")) {
      set.setString(1, path);
      set.executeQuery().close();
    }
  }
}
