package dev.coffer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.ClosedException;
import dev.coffer.cdi.Application.Game;
import dev.coffer.cdi.Application.Guests;
import dev.coffer.cdi.Application.OtherUnit;
import dev.coffer.cdi.Application.Player;
import dev.coffer.cdi.Application.Unit;
import dev.coffer.content.ContentStore;
import dev.coffer.host.CofferListener;
import dev.coffer.host.RecordChange;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.record.TypeName;
import dev.coffer.testing.JtaDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** The beans of Coffer in a container, and the transactions that they join. */
class CofferExtensionTest extends CdiFixture {

  /** Produces the factory for Coffer. */
  @ApplicationScoped
  static class MeantUnit {
    @Produces
    @ForCoffer
    @Singleton
    EntityManagerFactory factory() {
      return Application.current;
    }
  }

  @Test
  void storesAndRepositoriesAreInjected() {
    try (WeldContainer container = Application.run(Unit.class, Game.class)) {
      Game game = container.select(Game.class).get();

      game.players.put("alice", new Player("Alice", 42));
      game.guests.get().put("bob", new Player("Bob", 1));

      assertThat(game.players.levelOf("alice")).isEqualTo(42);
      assertThat(game.records.retrieve("guests", "bob", Player.class))
          .contains(new Player("Bob", 1));
      assertThat(game.contents.exists(game.contents.store(new byte[] {1, 2, 3}).hash())).isTrue();
    }
  }

  /** Registers the versions of types when the application starts. */
  @ApplicationScoped
  static class Versions {
    void register(
        @Observes @Initialized(ApplicationScoped.class) Object event, RecordStore records) {
      records.registerType(
          Player.class,
          TypeName.of("Player", 2)
              .from(
                  1,
                  json -> {
                    json.put("level", 7);
                    return json;
                  }));
    }
  }

  @Test
  void typesAreRegisteredAtTheStart() {
    record Guest(String name) {}
    try (WeldContainer container = Application.run(Unit.class, Game.class)) {
      RecordStore records = container.select(RecordStore.class).get();
      records.registerType(Guest.class, "Player");
      records.store("players", "alice", new Guest("Alice"));
    }
    try (WeldContainer container = Application.run(Unit.class, Game.class, Versions.class)) {
      Game game = container.select(Game.class).get();
      assertThat(game.players.get("alice")).contains(new Player("Alice", 7));
    }
  }

  /** A key of several parts. */
  record ReadingKey(String sensor, LocalDate day) {}

  /** A key. */
  enum Season {
    SUMMER,
    WINTER
  }

  @RecordCollection("readings")
  interface Readings extends RecordRepository<Double, ReadingKey> {}

  @RecordCollection("highest readings")
  interface Highest extends RecordRepository<Double, Season> {}

  /** A bean with repositories of keys that are records and enums. */
  @Singleton
  static class Station {
    @Inject Readings readings;
    @Inject Highest highest;
  }

  @Test
  void repositoriesWithKeysOfSeveralPartsAndOfEnumsAreInjected() {
    try (WeldContainer container = Application.run(Unit.class, Station.class)) {
      Station station = container.select(Station.class).get();
      ReadingKey key = new ReadingKey("cellar", LocalDate.of(2026, 7, 1));
      station.readings.put(key, 17.5);
      station.highest.put(Season.SUMMER, 17.5);

      assertThat(station.readings.get(key)).contains(17.5);
      assertThat(station.readings.keys(Range.leadingParts("cellar"))).containsExactly(key);
      assertThat(station.highest.getAll(List.of(Season.values())))
          .isEqualTo(Map.of(Season.SUMMER, 17.5));
    }
  }

  @Test
  void repositoriesOfABeanArchiveAreBeansWithoutAnInjection() {
    try (WeldContainer container = Application.run(Unit.class, Guests.class)) {
      Guests guests = container.select(Guests.class).get();

      guests.put("bob", new Player("Bob", 1));

      assertThat(guests.get("bob")).isPresent();
    }
  }

  @Test
  void cofferEndsWithItsContainer() {
    Coffer coffer;
    try (WeldContainer container = Application.run(Unit.class, Game.class)) {
      coffer = container.select(Coffer.class).get();
      assertThat(coffer.contents().store(new byte[1]).size()).isEqualTo(1);
    }

    assertThatThrownBy(() -> coffer.contents().store(new byte[1]))
        .isInstanceOf(ClosedException.class);
    assertThat(sessions.isOpen()).isTrue();
  }

  @Test
  void storesJoinTheTransactionOfTheThread() throws Exception {
    try (JtaDatabase jta = new JtaDatabase(database);
        SessionFactory ofContainer = jta.sessions()) {
      Application.current = ofContainer;
      try (WeldContainer container = Application.run(Unit.class, Game.class)) {
        Game game = container.select(Game.class).get();

        jta.manager().begin();
        game.players.put("alice", new Player("Alice", 42));
        var content = game.contents.store(new byte[] {1, 2, 3});
        assertThat(game.players.levelOf("alice")).isEqualTo(42);
        jta.manager().rollback();

        assertThat(game.players.get("alice")).isEmpty();
        assertThat(game.contents.exists(content.hash())).isFalse();
      }
    }
  }

  /** Copies each player that it is told of, in a transaction of its own. */
  @ApplicationScoped
  static class Copying implements CofferListener {
    @Inject Instance<Coffer> coffer;

    @Override
    public void recordsChanged(List<RecordChange> changes) {
      changes.stream()
          .filter(each -> each.collection().equals("players"))
          .forEach(each -> coffer.get().store("copies", each.key(), new byte[] {1}));
    }
  }

  @Test
  void beansThatListenAreToldAfterTheCommit() throws Exception {
    try (JtaDatabase jta = new JtaDatabase(database);
        SessionFactory ofContainer = jta.sessions()) {
      Application.current = ofContainer;
      try (WeldContainer container = Application.run(Unit.class, Game.class, Copying.class)) {
        Game game = container.select(Game.class).get();

        jta.manager().begin();
        game.players.put("alice", new Player("Alice", 42));
        jta.manager().rollback();
        jta.manager().begin();
        game.players.put("bob", new Player("Bob", 1));
        assertThat(game.records.records("copies", byte[].class).count()).isZero();
        jta.manager().commit();
        game.players.put("carol", new Player("Carol", 2));

        assertThat(game.records.records("copies", byte[].class).keys(Range.all()))
            .containsExactly("bob", "carol");
      }
    }
  }

  @Test
  void aQualifiedFactoryTakesPrecedence() {
    try (WeldContainer container = Application.run(OtherUnit.class, MeantUnit.class, Game.class)) {
      container.select(RecordStore.class).get().store("players", "alice", new byte[1]);
    }
  }

  /** A store of the application. */
  @ApplicationScoped
  static class OwnStores {
    @Produces
    @Singleton
    ContentStore contents(Coffer coffer) {
      return coffer.contents();
    }
  }

  /** A bean that injects both stores. */
  @Singleton
  static class User {
    @Inject RecordStore records;
    @Inject ContentStore contents;
  }

  @Test
  void beansOfTheApplicationReplaceEachBean() {
    try (WeldContainer container = Application.run(Unit.class, OwnStores.class, User.class)) {
      ContentStore own = container.select(Coffer.class).get().contents();

      assertThat(container.select(User.class).get().contents).isSameAs(own);
    }
  }

  /** A Coffer of the application. */
  @ApplicationScoped
  static class OwnCoffer {
    @Produces
    @Singleton
    Coffer coffer() {
      return Coffer.over(Application.current).migrating(true).domain("own").build();
    }
  }

  @Test
  void storesBelongToTheCofferOfTheApplication() {
    try (WeldContainer container = Application.run(OwnCoffer.class, OtherUnit.class, Game.class)) {
      Game game = container.select(Game.class).get();

      var hash = game.contents.store(new byte[] {1, 2, 3}).hash();

      try (Coffer same = Coffer.over(sessions).domain("own").build();
          Coffer other = Coffer.over(sessions).build()) {
        assertThat(same.contents().exists(hash)).isTrue();
        assertThat(other.contents().exists(hash)).isFalse();
      }
    }
  }
}
