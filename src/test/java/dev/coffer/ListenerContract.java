package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordConflictException;
import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.entity.StoredContent;
import dev.coffer.host.CofferListener;
import dev.coffer.host.RecordChange;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.FailingConnections;
import dev.coffer.testing.RecordedLog;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener is told, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ListenerContract {

  private final RecordedChanges listener = new RecordedChanges();
  private TestDatabase database;
  private Coffer coffer;
  private RecordRepository<String, String> names;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    coffer = open(listener);
    names = coffer.records("names", String.class);
  }

  /** One connection must be enough, also for a listener that uses Coffer. */
  private Coffer open(CofferListener... listeners) {
    OpenSettings settings =
        OpenSettings.of(database.jdbcUrl())
            .withUser(database.user())
            .withPassword(database.password())
            .withPoolSize(1);
    for (CofferListener each : listeners) {
      settings = settings.withListener(each);
    }
    return Coffer.open(settings);
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private static RecordChange change(String key, long oldVersion, long newVersion) {
    return new RecordChange("names", key, oldVersion, newVersion);
  }

  @Test
  void putsAreToldWithTheirVersions() {
    long first = names.put("a", "1").version();
    assertThat(listener.told()).containsExactly(List.of(change("a", 0, first)));

    names.put("a", "2");
    assertThat(listener.told()).containsExactly(List.of(change("a", first, first + 1)));

    names.put("a", "3".repeat(40_000));
    names.put("a", "4");
    assertThat(listener.changes())
        .containsExactly(change("a", first + 1, first + 2), change("a", first + 2, first + 3));
  }

  @Test
  void aWriteThatChangesNothingIsNotTold() {
    long version = names.put("a", "1").version();
    listener.told();

    names.put("a", "1");
    names.put("a", "1", Expiry.after(Duration.ofHours(1)));
    names.touch("a", Expiry.never());
    names.putAll(Map.of("a", "1"));
    names.putIfAbsent("a", "2");
    names.putIfVersion("a", "2", version + 1);
    names.putAllIfAbsent(Map.of("a", "2"));
    names.delete("absent");
    names.deleteIfVersion("a", version + 1);
    names.deleteRange(Range.from("b"));
    names.rename("absent", "b");
    names.update("a", same -> same);
    coffer.records().renameCollection("empty", "names-2");
    assertThatThrownBy(() -> names.replace("a", "2", 7))
        .isInstanceOf(RecordConflictException.class);

    assertThat(listener.told()).isEmpty();
  }

  @Test
  void conditionalWritesAndFunctionsAreTold() {
    long first = put(names.putIfAbsent("a", "1"));
    names.putIfVersion("a", "2", first);
    names.update("a", value -> "3");
    names.getAndPut("a", "4", Expiry.never());
    names.asMap().merge("a", "5", String::concat);
    names.getAndDelete("a");
    long second = put(names.putIfVersion("a", "6", 0));
    names.deleteIfVersion("a", second);

    assertThat(listener.changes())
        .containsExactly(
            change("a", 0, first),
            change("a", first, first + 1),
            change("a", first + 1, first + 2),
            change("a", first + 2, first + 3),
            change("a", first + 3, first + 4),
            change("a", first + 4, 0),
            change("a", 0, second),
            change("a", second, 0));
  }

  private static long versionOf(Map<String, Put> puts, String key) {
    return Objects.requireNonNull(puts.get(key)).version();
  }

  private static long put(ConditionalPut result) {
    return ((ConditionalPut.Done) result).put().version();
  }

  @Test
  void aBatchIsToldAtOnce() {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 700; i++) {
      many.put("key " + i, "value " + i);
    }
    Map<String, Put> puts = names.putAll(many);
    List<Object> created = listener.told();
    assertThat(created).hasSize(1);
    assertThat(created.get(0))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(700)
        .contains(change("key 3", 0, versionOf(puts, "key 3")));

    long version = versionOf(puts, "key 1");
    Map<String, ConditionalPut> results =
        names.putAllIfVersion(
            Map.of("key 1", "changed", "key 2", "changed", "new", "value"),
            Map.of("key 1", version, "key 2", 1L));
    assertThat(listener.told().get(0))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder(
            change("key 1", version, version + 1),
            change("new", 0, put(Objects.requireNonNull(results.get("new")))));

    assertThat(names.deleteAll(List.of("key 2", "key 1", "absent"))).isEqualTo(2);
    assertThat(listener.told())
        .containsExactly(
            List.of(change("key 1", version + 1, 0), change("key 2", versionOf(puts, "key 2"), 0)));

    assertThat(names.deleteRange(Range.all())).isEqualTo(699);
    assertThat(listener.changes()).hasSize(699).allMatch(RecordChange::isDeletion);
  }

  @Test
  void renamesAreTold() {
    long before = names.put("a", "1").version();
    listener.told();

    names.rename("a", "b");
    long after = names.find("b").orElseThrow().version();
    assertThat(listener.told())
        .containsExactly(List.of(change("a", before, 0), change("b", 0, after)));

    coffer.records().renameCollection("names", "people");
    assertThat(listener.told()).containsExactly("renamed names to people");
  }

  @Test
  void anExpiredRecordIsAbsentForTheListenerToo() {
    long first = names.put("a", "1", Expiry.after(Duration.ofMillis(1))).version();
    while (names.exists("a")) {
      Thread.onSpinWait();
    }
    assertThat(names.delete("a")).isFalse();
    names.put("a", "2");

    assertThat(listener.changes())
        .containsExactly(change("a", 0, first), change("a", 0, first + 1));
  }

  @Test
  void aHostsTransactionIsToldAfterItsCommit() {
    try (EntityManager manager = coffer.entityManagerFactory().createEntityManager()) {
      manager.getTransaction().begin();
      RecordRepository<String, String> joined =
          coffer.in(manager).records().records("names", String.class);
      long first = joined.put("a", "1").version();
      joined.put("a", "2");
      joined.putAll(Map.of("b", "1"));
      joined.delete("a");
      StoredContent content = coffer.in(manager).contents().store(new byte[] {1, 2, 3});
      assertThat(listener.told()).isEmpty();
      manager.getTransaction().commit();

      assertThat(listener.told())
          .contains("stored " + content.hash())
          .containsSubsequence(
              List.of(change("a", 0, first)),
              List.of(change("a", first, first + 1)),
              List.of(change("a", first + 1, 0)));
    }
  }

  @Test
  void aRollbackIsNotTold() {
    try (EntityManager manager = coffer.entityManagerFactory().createEntityManager()) {
      manager.getTransaction().begin();
      coffer.in(manager).records().store("names", "a", "1");
      coffer.in(manager).contents().store(new byte[] {1, 2, 3});
      manager.getTransaction().rollback();
    }
    assertThatThrownBy(
            () ->
                coffer.runInTransaction(
                    stores -> {
                      stores.store("names", "a", "1");
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    assertThat(listener.told()).isEmpty();

    long version = names.put("a", "2").version();
    assertThat(listener.told()).containsExactly(List.of(change("a", 0, version)));
  }

  @Test
  void contentsAreTold() {
    byte[] large = new byte[2_000_000];
    new Random(1).nextBytes(large);
    StoredContent content = coffer.contents().store(large);
    assertThat(listener.told()).containsExactly("stored " + content.hash());
    coffer.contents().store(large);
    coffer.contents().retain(content.hash());
    coffer.contents().stage(large);
    assertThat(listener.told()).hasSize(3).containsOnly("stored " + content.hash());

    coffer.contents().release(content.hash());
    coffer.contents().release(content.hash());
    coffer.contents().delete(content.hash());
    coffer.contents().delete(content.hash());
    assertThat(listener.told())
        .containsExactly("released " + content.hash(), "deleted " + content.hash());
  }

  /** The listener needs the only connection, and changes the record that it is told of. */
  @Test
  void aListenerMayUseCoffer() {
    Coffer[] own = new Coffer[1];
    RecordedChanges recorded = new RecordedChanges();
    CofferListener copying =
        new CofferListener() {
          @Override
          public void recordsChanged(List<RecordChange> changes) {
            for (RecordChange each : changes) {
              RecordRepository<String, String> records =
                  own[0].records(each.collection(), String.class);
              if (each.collection().equals("names")) {
                records.get(each.key()).ifPresent(v -> own[0].store("copies", each.key(), v));
                records.update(each.key(), value -> value.endsWith("!") ? value : value + "!");
              }
            }
          }
        };
    try (Coffer other = open(copying, recorded)) {
      own[0] = other;
      long first = other.store("names", "a", "1").version();

      assertThat(other.retrieve("copies", "a", String.class)).contains("1!");
      assertThat(recorded.changes())
          .filteredOn(each -> each.collection().equals("names"))
          .containsExactly(change("a", 0, first), change("a", first, first + 1));

      other.runInTransaction(stores -> stores.store("names", "b", "2"));
      assertThat(other.retrieve("copies", "b", String.class)).contains("2!");
    }
  }

  @Test
  void aFailingListenerHasNoEffect() {
    RecordedChanges second = new RecordedChanges();
    CofferListener failing =
        new CofferListener() {
          @Override
          public void recordsChanged(List<RecordChange> changes) {
            throw new IllegalStateException("index is down");
          }
        };
    try (Coffer other = open(failing, second);
        RecordedLog log = new RecordedLog(CofferListener.class.getName(), Level.SEVERE)) {
      long version = other.store("names", "a", "1").version();

      assertThat(other.retrieve("names", "a", String.class)).contains("1");
      assertThat(second.told()).containsExactly(List.of(change("a", 0, version)));
      assertThat(log.texts())
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("listener")
          .contains("index is down");
    }
  }

  @Test
  void anUnknownOutcomeIsToldAsUncertain() {
    FailingConnections connections = new FailingConnections();
    RecordedChanges told = new RecordedChanges();
    try (SessionFactory sessions =
            SessionFactories.over(
                database,
                Map.of(
                    "hibernate.connection.datasource", connections.around(database.dataSource())));
        Coffer other = Coffer.over(sessions).listener(told).build()) {
      connections.losingAnswerOf("Connection.commit");
      assertThatThrownBy(() -> other.store("names", "a", "1"))
          .isInstanceOf(UnknownOutcomeException.class);
      assertThat(told.told()).containsExactly("uncertain names [a]");

      connections.losingAnswerOf("Connection.commit");
      assertThatThrownBy(() -> other.runInTransaction(stores -> stores.store("names", "a", "2")))
          .isInstanceOf(UnknownOutcomeException.class);
      assertThat(told.told()).containsExactly("uncertain names [a]");

      connections.losingAnswerOf("Connection.commit");
      assertThatThrownBy(() -> other.records().renameCollection("names", "people"))
          .isInstanceOf(UnknownOutcomeException.class);
      assertThat(told.told()).containsExactly("uncertain names []", "uncertain people []");
    }
  }
}
