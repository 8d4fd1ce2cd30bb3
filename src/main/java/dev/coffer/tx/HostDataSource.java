package dev.coffer.tx;

import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** The data source from which a session factory takes its connections. */
public final class HostDataSource {

  private HostDataSource() {}

  /**
   * The data source; empty if the factory has one for each tenant, or takes its connections from
   * something else.
   */
  public static Optional<DataSource> of(SessionFactory sessions) {
    if (HostTenants.connectionsOf(sessions) != null) {
      return Optional.empty();
    }
    ConnectionProvider provider =
        sessions
            .unwrap(SessionFactoryImplementor.class)
            .getServiceRegistry()
            .getService(ConnectionProvider.class);
    return provider != null && provider.isUnwrappableAs(DataSource.class)
        ? Optional.of(provider.unwrap(DataSource.class))
        : Optional.empty();
  }
}
