package dev.coffer.tx;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.hibernate.SessionBuilder;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A session factory whose sessions always belong to one tenant, regardless of the current tenant.
 * All other calls go to the underlying factory. Thread-safe.
 */
public final class TenantSessions implements InvocationHandler {

  private final SessionFactory sessions;
  private final Object tenant;

  private TenantSessions(SessionFactory sessions, Object tenant) {
    this.sessions = sessions;
    this.tenant = tenant;
  }

  /** Creates the factory for sessions of this tenant. */
  public static SessionFactory of(SessionFactory sessions, Object tenant) {
    return (SessionFactory)
        Proxy.newProxyInstance(
            SessionFactory.class.getClassLoader(),
            new Class<?>[] {SessionFactory.class},
            new TenantSessions(sessions, tenant));
  }

  /** The tenant of such a factory; null for any other factory. */
  static @Nullable Object tenantOf(SessionFactory sessions) {
    return Proxy.isProxyClass(sessions.getClass())
            && Proxy.getInvocationHandler(sessions) instanceof TenantSessions ours
        ? ours.tenant
        : null;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "openSession" -> ofTenant().openSession();
      case "withOptions" -> ofTenant();
      default -> ofFactory(method, arguments);
    };
  }

  private SessionBuilder ofTenant() {
    return sessions.withOptions().tenantIdentifier(tenant);
  }

  private @Nullable Object ofFactory(Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(sessions, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
