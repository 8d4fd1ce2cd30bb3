package dev.coffer.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.AbstractMultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.jspecify.annotations.Nullable;

/** Tenants of a host with a database each. At most one is current. Not thread-safe. */
public final class Tenants implements CurrentTenantIdentifierResolver<String> {

  private final Map<String, TestDatabase> databases;
  private final ThreadLocal<String> ofThread = new ThreadLocal<>();
  private @Nullable String current;

  /**
   * Tenants.
   *
   * @param databases by the names of the tenants
   * @param current the first current tenant
   */
  public Tenants(Map<String, TestDatabase> databases, @Nullable String current) {
    this.databases = databases;
    this.current = current;
  }

  /** Makes a tenant the current one; null for none. */
  public void become(@Nullable String tenant) {
    current = tenant;
  }

  /** Makes a tenant the current one of the calling thread alone; null for none. */
  public void becomeOnThread(@Nullable String tenant) {
    if (tenant == null) {
      ofThread.remove();
    } else {
      ofThread.set(tenant);
    }
  }

  /** A factory with these tenants. */
  public SessionFactory factory(Map<String, Object> settings, Class<?>... entities) {
    HashMap<String, Object> all = new HashMap<>(settings);
    all.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, new OneDatabaseEach(databases));
    all.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, this);
    return SessionFactories.over(databases.values().iterator().next(), all, entities);
  }

  @Override
  @SuppressWarnings("NullAway") // like a resolver of a host without a tenant outside of requests
  public String resolveCurrentTenantIdentifier() {
    String here = ofThread.get();
    return here == null ? current : here;
  }

  @Override
  public boolean validateExistingCurrentSessions() {
    return false;
  }

  private static final class OneDatabaseEach extends AbstractMultiTenantConnectionProvider<String> {
    private static final long serialVersionUID = 1;

    private final transient Map<String, TestDatabase> databases;

    OneDatabaseEach(Map<String, TestDatabase> databases) {
      this.databases = databases;
    }

    @Override
    protected ConnectionProvider getAnyConnectionProvider() {
      return new OneDatabase(databases.values().iterator().next());
    }

    @Override
    protected ConnectionProvider selectConnectionProvider(String tenant) {
      return new OneDatabase(Objects.requireNonNull(databases.get(tenant)));
    }
  }

  private record OneDatabase(TestDatabase database) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return database.connect();
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
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
