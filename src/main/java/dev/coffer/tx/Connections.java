package dev.coffer.tx;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.SessionFactory;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/** Where connections for work of our own come from. Thread-safe. */
interface Connections {

  /** Does something with a connection, and gives it back. */
  <R extends @Nullable Object> R use(ReturningWork<R> work);

  /**
   * Those of a session factory: from its pool, without the session around them that costs more than
   * a small read does. Where the factory has tenants, a session finds out whose is wanted.
   */
  static Connections of(SessionFactory sessions, ErrorTranslation errors) {
    SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
    return factory.getSessionFactoryOptions().isMultiTenancyEnabled()
        ? new OfSessions(sessions)
        : new OfProvider(
            factory.getServiceRegistry().requireService(ConnectionProvider.class), errors);
  }

  /** One session for each piece of work. */
  record OfSessions(SessionFactory sessions) implements Connections {
    @Override
    public <R extends @Nullable Object> R use(ReturningWork<R> work) {
      return Sessions.closing(sessions.openSession(), session -> session.doReturningWork(work));
    }
  }

  /** The provider that sessions take theirs from, too. */
  record OfProvider(ConnectionProvider provider, ErrorTranslation errors) implements Connections {
    @Override
    public <R extends @Nullable Object> R use(ReturningWork<R> work) {
      try {
        Connection connection = provider.getConnection();
        R result;
        try {
          result = work.execute(connection);
        } catch (SQLException | RuntimeException | Error failure) {
          Afterwards.run(failure, () -> provider.closeConnection(connection));
          throw failure;
        }
        Afterwards.run(null, () -> provider.closeConnection(connection));
        return result;
      } catch (SQLException e) {
        throw errors.translate(e);
      }
    }
  }
}
