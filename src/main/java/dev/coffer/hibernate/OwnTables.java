package dev.coffer.hibernate;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks whether the host's database has Coffer's tables. */
final class OwnTables {
  private static final Logger log = LoggerFactory.getLogger(OwnTables.class);

  private OwnTables() {}

  /** Whether one of the tables exists; true if the database does not answer. */
  static boolean exist(ServiceRegistryImplementor registry) {
    JdbcConnectionAccess access =
        registry.requireService(JdbcServices.class).getBootstrapJdbcConnectionAccess();
    try {
      Connection connection = access.obtainConnection();
      try {
        return exist(connection);
      } finally {
        access.releaseConnection(connection);
      }
    } catch (SQLException e) {
      log.debug(
          "The existence of Coffer's tables could not be checked; they are assumed to exist.", e);
      return true;
    }
  }

  private static boolean exist(Connection connection) throws SQLException {
    DatabaseMetaData catalog = connection.getMetaData();
    String name = catalog.storesUpperCaseIdentifiers() ? "COFFER_CONTENT" : "coffer_content";
    try (ResultSet tables =
        catalog.getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
      return tables.next();
    }
  }
}
