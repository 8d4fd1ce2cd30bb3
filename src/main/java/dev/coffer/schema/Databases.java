package dev.coffer.schema;

import dev.coffer.api.UnsupportedDatabaseException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Finds the words of the database behind a connection, and refuses those Coffer does not know. */
public final class Databases {

  private static final String SUPPORTED =
      "Coffer supports MariaDB 10.6 or later, PostgreSQL 13 or later and H2 2.4 or later";

  private Databases() {}

  /**
   * The words of the database behind this connection. They hold for every connection to the same
   * server, so one call at start is enough.
   *
   * @throws UnsupportedDatabaseException if the product, its version or its driver is not supported
   * @throws SQLException if the database cannot be asked
   */
  public static Database of(Connection connection) throws SQLException {
    DatabaseMetaData facts = connection.getMetaData();
    String product = facts.getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "h2" -> {
        require(facts, 2, 4);
        yield new H2Database();
      }
      case "mariadb" -> {
        require(facts, 10, 6);
        yield new MariaDbDatabase(knowsSnapshotIsolation(connection));
      }
      case "postgresql" -> {
        require(facts, 13, 0);
        yield new PostgreSqlDatabase();
      }
      case "mysql" -> throw new UnsupportedDatabaseException(mysql(facts));
      default ->
          throw new UnsupportedDatabaseException(
              SUPPORTED + ", not " + product + " " + facts.getDatabaseProductVersion() + ".");
    };
  }

  private static void require(DatabaseMetaData facts, int major, int minor) throws SQLException {
    int foundMajor = facts.getDatabaseMajorVersion();
    int foundMinor = facts.getDatabaseMinorVersion();
    if (foundMajor < major || (foundMajor == major && foundMinor < minor)) {
      throw new UnsupportedDatabaseException(
          SUPPORTED
              + "; this is "
              + facts.getDatabaseProductName()
              + " "
              + facts.getDatabaseProductVersion()
              + ".");
    }
  }

  private static String mysql(DatabaseMetaData facts) throws SQLException {
    if (facts.getDriverName().toLowerCase(Locale.ROOT).startsWith("mysql")) {
      return "Coffer reaches MariaDB by the MariaDB driver only (org.mariadb.jdbc:mariadb-java-client,"
          + " URL jdbc:mariadb:), not by "
          + facts.getDriverName()
          + ".";
    }
    return SUPPORTED + ", not MySQL " + facts.getDatabaseProductVersion() + ".";
  }

  private static boolean knowsSnapshotIsolation(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show variables like 'innodb_snapshot_isolation'")) {
      return row.next();
    }
  }
}
