package dev.coffer.tx;

import dev.coffer.api.UnsupportedHostException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.hibernate.SessionFactory;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/** What a session factory knows of tenants. */
public final class HostTenants {

  /** Hibernate has it since 7.1; null before. */
  private static final @Nullable Method SCHEMA_MAPPER = schemaMapper();

  private HostTenants() {}

  /** Whether tenants have databases or schemas of their own. */
  public static boolean areApart(SessionFactory sessions) {
    return haveMappedSchemas(sessions) || connectionsOf(sessions) != null;
  }

  /**
   * The tenant that is current on the calling thread; null where the resolver of the host names
   * none.
   *
   * @throws UnsupportedHostException if the resolver throws, as some do outside of a request
   */
  public static @Nullable Object current(SessionFactory sessions) {
    CurrentTenantIdentifierResolver<Object> resolver =
        sessions.unwrap(SessionFactoryImplementor.class).getCurrentTenantIdentifierResolver();
    if (resolver == null) {
      return null;
    }
    try {
      return resolver.resolveCurrentTenantIdentifier();
    } catch (RuntimeException e) {
      throw new UnsupportedHostException(
          "The CurrentTenantIdentifierResolver names no tenant on this thread: " + e, e);
    }
  }

  /** Whether the session factory has a resolver, so that a session may be refused to a thread. */
  public static boolean areResolved(SessionFactory sessions) {
    return sessions.unwrap(SessionFactoryImplementor.class).getCurrentTenantIdentifierResolver()
        != null;
  }

  /** Whether a session sets the schema of its tenant on each connection by itself. */
  static boolean haveMappedSchemas(SessionFactory sessions) {
    SessionFactoryOptions options =
        sessions.unwrap(SessionFactoryImplementor.class).getSessionFactoryOptions();
    try {
      return SCHEMA_MAPPER != null && SCHEMA_MAPPER.invoke(options) != null;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new UnsupportedHostException("Hibernate does not tell whether it maps schemas.", e);
    }
  }

  /** The connections of the tenants; null where all share one database. */
  @SuppressWarnings("unchecked") // The factory asks it for tenants of any type, too.
  static @Nullable MultiTenantConnectionProvider<Object> connectionsOf(SessionFactory sessions) {
    ServiceRegistryImplementor services =
        sessions.unwrap(SessionFactoryImplementor.class).getServiceRegistry();
    return (MultiTenantConnectionProvider<Object>)
        services.getService(MultiTenantConnectionProvider.class);
  }

  private static @Nullable Method schemaMapper() {
    try {
      return SessionFactoryOptions.class.getMethod("getTenantSchemaMapper");
    } catch (NoSuchMethodException e) {
      return null;
    }
  }
}
