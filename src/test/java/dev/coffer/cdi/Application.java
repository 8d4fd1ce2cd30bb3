package dev.coffer.cdi;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.injection.spi.JpaInjectionServices;

/** Beans of an application, and containers that run them. */
final class Application {

  private Application() {}

  /** A value. */
  record Player(String name, int level) {}

  /** A repository that is injected. */
  @RecordCollection("players")
  interface Players extends RecordRepository<Player, String> {
    default int levelOf(String key) {
      return get(key).orElseThrow().level();
    }
  }

  /** A repository that is only looked up, not injected. */
  @RecordCollection("guests")
  interface Guests extends RecordRepository<Player, String> {}

  /** A bean that uses everything. */
  @Singleton
  static class Game {
    @Inject RecordStore records;
    @Inject ContentStore contents;
    @Inject Players players;
    @Inject Instance<Guests> guests;
  }

  /** A bean that uses nothing of Coffer. */
  @ApplicationScoped
  static class Bystander {}

  /** Produces the only factory. */
  @ApplicationScoped
  static class Unit {
    @Produces
    @Singleton
    EntityManagerFactory factory() {
      return current;
    }
  }

  /** Produces a factory that must not be used. */
  @ApplicationScoped
  static class OtherUnit {
    @Produces
    EntityManagerFactory factory() {
      throw new AssertionError("the wrong unit");
    }
  }

  /** A container of Java SE with an application of these classes. */
  static WeldContainer run(Class<?>... classes) {
    return weld(classes).initialize();
  }

  /** A container with persistence units, like one of Jakarta EE. */
  static WeldContainer runWithUnits(JpaInjectionServices units, Class<?>... classes) {
    return weld(classes).addServices(units).initialize();
  }

  private static Weld weld(Class<?>... classes) {
    return new Weld().disableDiscovery().addExtension(new CofferExtension()).beanClasses(classes);
  }

  /** Implemented by the factories that these tests produce. */
  static EntityManagerFactory current;
}
