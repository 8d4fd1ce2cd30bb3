package dev.coffer.testing;

import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * Tenants of a host with a schema each in one database. On MariaDB, a schema is a database of the
 * server. The resolver throws if no tenant is current, as outside of a request. Not thread-safe.
 */
public final class TenantSchemas implements CurrentTenantIdentifierResolver<String>, AutoCloseable {

  private final TestDatabase database;
  private final List<String> schemas = new ArrayList<>();
  private @Nullable String current;

  public TenantSchemas(TestDatabase database) {
    this.database = database;
  }

  /** Creates the schema of a tenant, with the name of the tenant. */
  public void create(String tenant) throws SQLException {
    execute("create schema " + quoted(tenant));
    schemas.add(tenant);
  }

  /** A name as a quoted SQL identifier. */
  public String quoted(String name) {
    String quote = database.product() == Dialect.Product.MARIADB ? "`" : "\"";
    return quote + name.replace(quote, quote + quote) + quote;
  }

  /** Makes a tenant the current one; null for none. */
  public void become(@Nullable String tenant) {
    current = tenant;
  }

  /** A factory with these tenants. */
  public SessionFactory factory() {
    return SessionFactories.over(database, settings());
  }

  /** The Hibernate settings of these tenants. */
  public Map<String, Object> settings() {
    return Map.of(
        MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER,
        new OneSchemaEach(this),
        MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
        this);
  }

  /** A connection to the schema of a tenant. */
  public Connection connect(String tenant) throws SQLException {
    Connection connection = database.connect();
    try {
      if (database.product() == Dialect.Product.MARIADB) {
        connection.setCatalog(tenant);
      } else {
        connection.setSchema(tenant);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public String resolveCurrentTenantIdentifier() {
    String tenant = current;
    if (tenant == null) {
      throw new IllegalStateException("There is no request on this thread.");
    }
    return tenant;
  }

  @Override
  public boolean validateExistingCurrentSessions() {
    return false;
  }

  /** Drops the schemas that outlive the test database. */
  @Override
  public void close() throws SQLException {
    if (database.product() == Dialect.Product.MARIADB) {
      for (String schema : schemas) {
        execute("drop schema " + quoted(schema));
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static final class OneSchemaEach implements MultiTenantConnectionProvider<String> {
    private static final long serialVersionUID = 1;

    private final transient TenantSchemas tenants;

    OneSchemaEach(TenantSchemas tenants) {
      this.tenants = tenants;
    }

    @Override
    public Connection getAnyConnection() throws SQLException {
      return tenants.database.connect();
    }

    @Override
    public void releaseAnyConnection(Connection connection) throws SQLException {
      connection.close();
    }

    @Override
    public Connection getConnection(String tenant) throws SQLException {
      return tenants.connect(tenant);
    }

    @Override
    public void releaseConnection(String tenant, Connection connection) throws SQLException {
      connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
      return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
      return false;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      throw new UnsupportedOperationException(type.getName());
    }
  }
}
