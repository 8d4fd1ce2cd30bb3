package dev.coffer.tx;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/** A source of connections for Coffer's own work. Thread-safe. */
interface Connections {

  /** Runs work with a connection and returns the connection afterwards. */
  <R extends @Nullable Object> R use(ReturningWork<R> work);

  /**
   * The connections of a session factory, taken directly from its pool. A session would cost more
   * than a small read, and the host may refuse a session to a thread without a tenant. A session is
   * used only if the tenant is unknown, or if only Hibernate knows how to prepare a tenant's
   * connection.
   *
   * @param absences translates the failure to get a connection into the exception to throw
   * @param errors translates an error of a connection into the exception to throw
   */
  static Connections of(
      SessionFactory sessions,
      Function<SQLException, RuntimeException> absences,
      Function<SQLException, RuntimeException> errors) {
    if (HostTenants.haveMappedSchemas(sessions)) {
      return new OfSessions(sessions);
    }
    MultiTenantConnectionProvider<Object> tenants = HostTenants.connectionsOf(sessions);
    if (tenants == null) {
      ConnectionProvider provider =
          sessions
              .unwrap(SessionFactoryImplementor.class)
              .getServiceRegistry()
              .requireService(ConnectionProvider.class);
      return new OfProvider(provider::getConnection, provider::closeConnection, absences, errors);
    }
    Object tenant = TenantSessions.tenantOf(sessions);
    return tenant == null
        ? new OfSessions(sessions)
        : new OfProvider(
            () -> tenants.getConnection(tenant),
            connection -> tenants.releaseConnection(tenant, connection),
            absences,
            errors);
  }

  /** Opens a session for each unit of work. */
  record OfSessions(SessionFactory sessions) implements Connections {
    @Override
    public <R extends @Nullable Object> R use(ReturningWork<R> work) {
      return Sessions.closing(sessions.openSession(), session -> session.doReturningWork(work));
    }
  }

  /** Opens a connection. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /** Closes a connection. */
  @FunctionalInterface
  interface Closing {
    void close(Connection connection) throws SQLException;
  }

  /** Takes connections from the same provider as sessions do. */
  record OfProvider(
      Opening opening,
      Closing closing,
      Function<SQLException, RuntimeException> absences,
      Function<SQLException, RuntimeException> errors)
      implements Connections {
    @Override
    public <R extends @Nullable Object> R use(ReturningWork<R> work) {
      Connection connection;
      try {
        connection = opening.open();
      } catch (SQLException e) {
        throw absences.apply(e);
      }
      try {
        R result;
        try {
          result = work.execute(connection);
        } catch (SQLException | RuntimeException | Error failure) {
          Afterwards.run(failure, () -> closing.close(connection));
          throw failure;
        }
        Afterwards.run(null, () -> closing.close(connection));
        return result;
      } catch (SQLException e) {
        throw errors.apply(e);
      }
    }
  }
}
