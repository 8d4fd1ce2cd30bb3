package dev.coffer.web;

import dev.coffer.Coffer;
import dev.coffer.cdi.CofferExtension;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.LifecycleException;
import org.hibernate.SessionFactory;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/** A web application in a servlet container, with beans of CDI, which start after it. */
final class JakartaServer implements WebServer {

  private static @Nullable EntityManagerFactory unit;

  private final ServletApplication application;
  private final List<String> settings;
  private final SessionFactory sessions;
  private @Nullable WeldContainer beans;

  /** The persistence unit of the application. */
  @ApplicationScoped
  static class Unit {
    @Produces
    @Singleton
    EntityManagerFactory factory() {
      return Objects.requireNonNull(unit);
    }
  }

  private JakartaServer(
      ServletApplication application, TestDatabase database, List<String> settings) {
    this.application = application;
    this.settings = settings;
    this.sessions = SessionFactories.over(database);
  }

  static JakartaServer start(
      ServletApplication application, TestDatabase database, List<String> settings) {
    JakartaServer server = new JakartaServer(application, database, settings);
    try {
      server.start();
      return server;
    } catch (LifecycleException | RuntimeException e) {
      server.close();
      throw new IllegalStateException(e);
    }
  }

  private void start() throws LifecycleException {
    // Without an implementation of MicroProfile Config, settings are system properties.
    settings.forEach(each -> System.setProperty(name(each), each.substring(each.indexOf('=') + 1)));
    application.start();
    unit = sessions;
    beans =
        new Weld()
            .disableDiscovery()
            .addExtension(new CofferExtension())
            .beanClasses(Unit.class)
            .initialize();
  }

  private static String name(String setting) {
    return setting.substring(0, setting.indexOf('='));
  }

  @Override
  public int port() {
    return application.port();
  }

  @Override
  public Coffer coffer() {
    return Objects.requireNonNull(beans).select(Coffer.class).get();
  }

  @Override
  public void close() {
    settings.forEach(each -> System.clearProperty(name(each)));
    application.close();
    if (beans != null) {
      beans.close();
    }
    sessions.close();
  }
}
