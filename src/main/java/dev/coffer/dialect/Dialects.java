package dev.coffer.dialect;

import dev.coffer.api.UnsupportedDatabaseException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Determines the SQL dialect of a connection and refuses unsupported databases. */
public final class Dialects {

  /** The maximum number of value bytes in one statement on any database: 4 MiB. */
  static final int STATEMENT_BYTES = 4 << 20;

  private static final String SUPPORTED =
      "Coffer supports MariaDB 10.6 or later, PostgreSQL 13 or later and H2 2.3 or later";

  private Dialects() {}

  /**
   * The SQL dialect of the database behind this connection. It applies to every connection to the
   * same server, so one call at startup is enough.
   *
   * @throws UnsupportedDatabaseException if the product, its version or its driver is not supported
   * @throws SQLException if the database cannot be queried
   */
  public static Dialect of(Connection connection) throws SQLException {
    DatabaseMetaData facts = connection.getMetaData();
    Server server =
        new Server(
            facts.getDatabaseProductName(),
            facts.getDatabaseMajorVersion(),
            facts.getDatabaseMinorVersion(),
            facts.getDatabaseProductVersion(),
            facts.getDriverName());
    return switch (server.product()) {
      case H2 -> h2(connection);
      case MARIADB -> mariaDb(connection);
      case POSTGRESQL -> new PostgreSqlDialect();
    };
  }

  /**
   * The server as its driver reports it.
   *
   * @param version the full version, as reported by the server
   */
  record Server(String name, int major, int minor, String version, String driver) {

    /**
     * The product of this server.
     *
     * @throws UnsupportedDatabaseException if the product, its version or its driver is not
     *     supported
     */
    Dialect.Product product() {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "h2" -> from(2, 3, Dialect.Product.H2);
        case "mariadb" -> from(10, 6, Dialect.Product.MARIADB);
        case "postgresql" -> from(13, 0, Dialect.Product.POSTGRESQL);
        case "mysql" -> throw new UnsupportedDatabaseException(mysql());
        default ->
            throw new UnsupportedDatabaseException(
                SUPPORTED + ", not " + name + " " + version + ".");
      };
    }

    private Dialect.Product from(int oldestMajor, int oldestMinor, Dialect.Product product) {
      if (major < oldestMajor || (major == oldestMajor && minor < oldestMinor)) {
        throw new UnsupportedDatabaseException(
            SUPPORTED + "; this is " + name + " " + version + ".");
      }
      return product;
    }

    private String mysql() {
      return driver.toLowerCase(Locale.ROOT).startsWith("mysql")
          ? "Coffer supports MariaDB only with the MariaDB driver"
              + " (org.mariadb.jdbc:mariadb-java-client, URL jdbc:mariadb:), not with "
              + driver
              + "."
          : SUPPORTED + ", not MySQL " + version + ".";
    }
  }

  /**
   * The SQL dialect of H2.
   *
   * @throws UnsupportedDatabaseException if the database treats an empty text as null
   */
  private static Dialect h2(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1 where '' is null")) {
      if (row.next()) {
        throw new UnsupportedDatabaseException(
            "Coffer does not support H2's compatibility mode Oracle, which treats an empty text"
                + " as null: remove MODE=Oracle from the URL, or use another mode.");
      }
    }
    return new H2Dialect(Exclusivity.isCertain(connection));
  }

  /**
   * Queries which variables the server has first, because a server refuses a statement with an
   * unknown variable.
   */
  private static Dialect mariaDb(Connection connection) throws SQLException {
    boolean knowsSnapshotIsolation = false;
    long maxAllowedPacket = Long.MAX_VALUE;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "show variables where variable_name in"
                    + " ('innodb_snapshot_isolation', 'max_allowed_packet')")) {
      while (row.next()) {
        if (row.getString(1).equals("max_allowed_packet")) {
          maxAllowedPacket = row.getLong(2);
        } else {
          knowsSnapshotIsolation = true;
        }
      }
    }
    return new MariaDbDialect(knowsSnapshotIsolation, maxAllowedPacket);
  }
}
