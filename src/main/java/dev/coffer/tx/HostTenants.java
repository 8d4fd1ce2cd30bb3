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

/** The tenant settings of a session factory. */
public final class HostTenants {

  /** A method of Hibernate 7.1 and later; null before. */
  private static final @Nullable Method SCHEMA_MAPPER = schemaMapper();

  private HostTenants() {}

  /** Whether tenants have separate databases or schemas. */
  public static boolean areApart(SessionFactory sessions) {
    return haveMappedSchemas(sessions) || connectionsOf(sessions) != null;
  }

  /**
   * The current tenant of the calling thread; null if the host's resolver names none.
   *
   * @throws UnsupportedHostException if the resolver throws, as some do outside a request
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

  /**
   * Whether the session factory has a tenant resolver, and may therefore refuse a session to a
   * thread.
   */
  public static boolean areResolved(SessionFactory sessions) {
    return sessions.unwrap(SessionFactoryImplementor.class).getCurrentTenantIdentifierResolver()
        != null;
  }

  /** Whether sessions set their tenant's schema on each connection themselves. */
  static boolean haveMappedSchemas(SessionFactory sessions) {
    SessionFactoryOptions options =
        sessions.unwrap(SessionFactoryImplementor.class).getSessionFactoryOptions();
    try {
      return SCHEMA_MAPPER != null && SCHEMA_MAPPER.invoke(options) != null;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new UnsupportedHostException(
          "Coffer cannot read from Hibernate whether it maps schemas.", e);
    }
  }

  /** The connection provider of the tenants; null if all tenants share one database. */
  @SuppressWarnings("unchecked") // The factory itself uses it for tenants of any type.
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
