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

/** Where connections for work of our own come from. Thread-safe. */
interface Connections {

  /** Does something with a connection, and gives it back. */
  <R extends @Nullable Object> R use(ReturningWork<R> work);

  /**
   * Those of a session factory: from its pool, without the session around them that costs more than
   * a small read does, and that the host may refuse to a thread without a tenant. Where it is not
   * known whose is wanted, or how a tenant's connection is made, a session finds that out.
   *
   * @param errors gives the error to throw
   */
  static Connections of(SessionFactory sessions, Function<SQLException, RuntimeException> errors) {
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
      return new OfProvider(provider::getConnection, provider::closeConnection, errors);
    }
    Object tenant = TenantSessions.tenantOf(sessions);
    return tenant == null
        ? new OfSessions(sessions)
        : new OfProvider(
            () -> tenants.getConnection(tenant),
            connection -> tenants.releaseConnection(tenant, connection),
            errors);
  }

  /** One session for each piece of work. */
  record OfSessions(SessionFactory sessions) implements Connections {
    @Override
    public <R extends @Nullable Object> R use(ReturningWork<R> work) {
      return Sessions.closing(sessions.openSession(), session -> session.doReturningWork(work));
    }
  }

  /** Gives a connection. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /** Takes a connection back. */
  @FunctionalInterface
  interface Closing {
    void close(Connection connection) throws SQLException;
  }

  /** The provider that sessions take theirs from, too. */
  record OfProvider(
      Opening opening, Closing closing, Function<SQLException, RuntimeException> errors)
      implements Connections {
    @Override
    public <R extends @Nullable Object> R use(ReturningWork<R> work) {
      try {
        Connection connection = opening.open();
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
