package dev.coffer.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.api.ShardMismatchException;
import dev.coffer.api.ShardUnavailableException;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.TypeName;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A cluster that is opened or used while the database of a shard is out of reach, on every
 * database.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class ShardAbsenceContract {

  record Reading(long value) {}

  private final ShardDatabases databases = new ShardDatabases(this::newDatabase);

  /** The name of the database that is given as the shard b; empty while that is out of reach. */
  private volatile String givenAsB = "";

  abstract TestDatabase newDatabase();

  @AfterEach
  void close() {
    databases.close();
  }

  /** Gives the shards a and c, and b, which is out of reach at first. */
  private ShardedCofferBuilder builder() {
    return Coffer.sharded()
        .shard("a", databases.coffer("a"))
        .shard("b", this::openB, 1)
        .shard("c", databases.coffer("c"));
  }

  private Coffer openB() {
    return givenAsB.isEmpty()
        ? Coffer.open(OpenSettings.of("jdbc:h2:mem:absent;IFEXISTS=TRUE"))
        : databases.coffer(givenAsB);
  }

  /** Writes numbers to all shards of a new cluster. */
  private Map<String, Long> write() {
    Map<String, Long> all = new TreeMap<>();
    for (long i = 0; i < 60; i++) {
      all.put("key " + i, i);
    }
    databases.open("a", "b", "c").perShard().records("numbers", Long.class).putAll(all);
    return all;
  }

  /** Calls a shard until the next trial of it, which comes after a pause. */
  private static void awaitState(ShardedCoffer cluster, Predicate<ShardState> wanted) {
    while (!wanted.test(stateOfB(cluster))) {
      Thread.onSpinWait();
    }
  }

  private static ShardState stateOfB(ShardedCoffer cluster) {
    return cluster.state().shards().stream()
        .filter(each -> each.name().equals("b"))
        .findFirst()
        .orElseThrow();
  }

  private static String keyOfB(ShardedCoffer cluster, Map<String, Long> all) {
    return all.keySet().stream()
        .filter(key -> cluster.shardOf("numbers", key).equals("b"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theOthersGoOnUntilItComes() {
    Map<String, Long> all = write();
    ShardedCoffer cluster = databases.open(builder());

    RecordRepository<Long, String> numbers = cluster.records("numbers", Long.class);
    cluster.records().registerType(Reading.class, TypeName.of("reading", 2));
    all.forEach(
        (key, value) -> {
          if (cluster.shardOf("numbers", key).equals("b")) {
            assertThatThrownBy(() -> numbers.get(key))
                .isInstanceOfSatisfying(
                    ShardUnavailableException.class, e -> assertThat(e.shard()).isEqualTo("b"))
                .hasMessageContainingAll("'b'", "jdbc:h2:mem:absent", "does not exist");
            assertThatThrownBy(() -> numbers.put(key, value))
                .isInstanceOf(ShardUnavailableException.class);
          } else {
            assertThat(numbers.get(key)).contains(value);
            assertThat(numbers.update(key, before -> before + 1)).contains(value + 1);
          }
        });
    assertThatThrownBy(() -> numbers.scan(Range.all()).count())
        .isInstanceOf(ShardUnavailableException.class);
    assertThatThrownBy(() -> cluster.shard("b")).isInstanceOf(ShardUnavailableException.class);
    assertThatThrownBy(() -> cluster.change("b", 2, progress -> {}))
        .isInstanceOf(ShardUnavailableException.class);
    assertThat(cluster.contents().hash("text".getBytes(StandardCharsets.UTF_8)).hex()).isNotEmpty();
    assertThat(stateOfB(cluster).mapVersion()).isEqualTo(-1);
    assertThat(stateOfB(cluster).problem()).contains("does not exist");

    givenAsB = "b";
    awaitState(cluster, ShardState::reachable);

    String key = keyOfB(cluster, all);
    assertThat(numbers.get(key)).contains(Objects.requireNonNull(all.get(key)));
    assertThat(numbers.update(key, before -> before + 1)).isPresent();
    assertThat(numbers.scan(Range.all())).hasSize(60);
    Coffer b = cluster.shard("b").orElseThrow();
    assertThatThrownBy(() -> b.records().registerType(Reading.class, "other"))
        .isInstanceOf(RecordTypeException.class)
        .hasMessageContaining("reading");
    assertThat(stateOfB(cluster).mapVersion()).isEqualTo(1);
    assertThat(cluster.change("b", 2, progress -> {}).problems()).isEmpty();
  }

  @Test
  void anotherProcessMayChangeTheMapMeanwhile() {
    Map<String, Long> all = write();
    ShardedCoffer cluster = databases.open(builder());
    ShardedCoffer other = databases.open("a", "b", "c");
    assertThat(other.change("b", 3, progress -> {}).problems()).isEmpty();

    givenAsB = "b";
    awaitState(cluster, ShardState::reachable);

    RecordRepository<Long, String> numbers = cluster.records("numbers", Long.class);
    all.forEach(
        (key, value) -> assertThat(numbers.update(key, before -> before + 1)).contains(value + 1));
    assertThat(other.misplaced()).isZero();
    assertThat(numbers.scan(Range.all())).hasSize(60);
  }

  @Test
  void aWrongDatabaseIsRefusedByItsFirstUse() {
    Map<String, Long> all = write();
    ShardedCoffer cluster = databases.open(builder());
    RecordRepository<Long, String> numbers = cluster.records("numbers", Long.class);
    String key = keyOfB(cluster, all);

    givenAsB = "empty";
    awaitState(
        cluster, state -> Objects.requireNonNull(state.problem()).contains("has no data of this"));

    assertThatThrownBy(() -> numbers.put(key, 1L))
        .isInstanceOfSatisfying(
            ShardMismatchException.class, e -> assertThat(e.shard()).isEqualTo("b"));
    assertThatThrownBy(() -> cluster.shard("b")).isInstanceOf(ShardMismatchException.class);
    assertThat(cluster.state().shards()).filteredOn(each -> each.reachable()).hasSize(2);
    all.keySet().stream()
        .filter(each -> !cluster.shardOf("numbers", each).equals("b"))
        .forEach(each -> assertThat(numbers.get(each)).isPresent());
  }

  @Test
  void nobodyWaitsForAThreadThatOpensAShard() throws Exception {
    Map<String, Long> all = write();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    ShardedCoffer cluster =
        databases.open(
            Coffer.sharded()
                .shard("a", databases.coffer("a"))
                .shard("c", databases.coffer("c"))
                .shard(
                    "b",
                    () -> {
                      if (!first.getAndSet(false)) {
                        begun.countDown();
                        awaited(mayEnd);
                        givenAsB = "b";
                      }
                      return openB();
                    },
                    1));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> opening = thread.submit(() -> awaitState(cluster, ShardState::reachable));
      begun.await();

      RecordRepository<Long, String> numbers = cluster.records("numbers", Long.class);
      cluster.records().registerType(Reading.class, TypeName.of("reading", 2));
      for (String key : all.keySet()) {
        if (cluster.shardOf("numbers", key).equals("b")) {
          assertThatThrownBy(() -> numbers.get(key)).isInstanceOf(ShardUnavailableException.class);
        } else {
          assertThat(numbers.get(key)).isPresent();
        }
      }
      mayEnd.countDown();
      opening.get();

      assertThat(numbers.getAll(all.keySet())).isEqualTo(all);
      Coffer b = cluster.shard("b").orElseThrow();
      assertThatThrownBy(() -> b.records().registerType(Reading.class, "other"))
          .isInstanceOf(RecordTypeException.class);
    } finally {
      mayEnd.countDown();
      thread.shutdown();
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNewClusterNeedsAllShards() {
    assertThatThrownBy(builder()::open)
        .isInstanceOfSatisfying(
            ShardUnavailableException.class, e -> assertThat(e.shard()).isEqualTo("b"))
        .hasMessageContainingAll("'b'", "does not exist");

    givenAsB = "b";
    assertThat(databases.open(builder()).state().shards()).hasSize(3);
  }

  @Test
  void theMapComesFromAShardThatIsPartOfIt() {
    ShardedCoffer cluster = databases.open("b", "c");
    assertThat(cluster.change("c", 0, progress -> {}).problems()).isEmpty();

    ShardedCofferBuilder withoutMembers =
        Coffer.sharded().shard("b", this::openB, 1).shard("c", databases.coffer("c"));

    assertThatThrownBy(withoutMembers::open)
        .isInstanceOfSatisfying(
            ShardUnavailableException.class, e -> assertThat(e.shard()).isEqualTo("b"));
  }

  @Test
  void aShardWhosePoolWasClosedIsShown() {
    Map<String, Long> all = write();
    HikariConfig config = new HikariConfig();
    config.setDataSource(databases.database("b").dataSource());
    try (HikariDataSource pool = new HikariDataSource(config);
        SessionFactory sessions =
            SessionFactories.over(
                databases.database("b"), Map.of("hibernate.connection.datasource", pool));
        Coffer b = Coffer.over(sessions).build();
        ShardedCoffer cluster =
            Coffer.sharded()
                .shard("a", databases.coffer("a"))
                .shard("b", b)
                .shard("c", databases.coffer("c"))
                .open()) {
      RecordRepository<Long, String> numbers = cluster.records("numbers", Long.class);
      assertThat(numbers.getAll(all.keySet())).isEqualTo(all);

      end(pool::close);

      assertThatThrownBy(
              () ->
                  cluster.runInTransaction(
                      "numbers", keyOfB(cluster, all), stores -> stores.records().collections()))
          .isInstanceOfSatisfying(
              ShardUnavailableException.class, e -> assertThat(e.shard()).isEqualTo("b"));
      assertThat(stateOfB(cluster).problem()).contains("'b'", "has been closed");
      assertThat(stateOfB(cluster).mapVersion()).isEqualTo(1);
      assertThatThrownBy(() -> numbers.get(keyOfB(cluster, all)))
          .isInstanceOf(ShardUnavailableException.class);
      assertThat(cluster.state().shards()).filteredOn(ShardState::reachable).hasSize(2);

      end(b::close);
      awaitState(
          cluster, state -> Objects.requireNonNull(state.problem()).contains("Coffer is closed"));
    }
  }

  /** Closes a part of the test early. */
  private static void end(Runnable close) {
    close.run();
  }

  @Test
  void aThreadThatIsInterruptedOrASmallPoolDoesNotMakeAShardUnreachable() {
    Map<String, Long> all = write();
    TestDatabase database = databases.database("b");
    OpenSettings one =
        OpenSettings.of(database.jdbcUrl())
            .withUser(database.user())
            .withPassword(database.password())
            .withPoolSize(1)
            .withConnectionWait(Duration.ofMillis(250))
            .withCache(0, 0)
            .withRecordCache(RecordCacheMode.OFF);
    try (ShardedCoffer cluster =
        Coffer.sharded()
            .shard("a", databases.coffer("a"))
            .shard("b", one)
            .shard("c", databases.coffer("c"))
            .open()) {
      RecordRepository<Long, String> numbers = cluster.records("numbers", Long.class);
      String key = keyOfB(cluster, all);

      // The transaction has the only connection.
      cluster
          .shard("b")
          .orElseThrow()
          .runInTransaction(
              stores -> {
                assertThat(stores.records().collections()).hasSize(1);
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> numbers.get(key))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("was interrupted");
                assertThat(Thread.interrupted()).isTrue();
                assertThatThrownBy(() -> numbers.get(key))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("All connections of the pool are in use");
              });

      assertThat(numbers.get(key)).isPresent();
    }
  }

  @Test
  void theStateIsShownAlthoughNoShardAnswers() {
    write();
    Coffer a = databases.coffer("a");
    Coffer b = databases.coffer("b");
    Coffer c = databases.coffer("c");
    ShardedCoffer cluster =
        databases.open(Coffer.sharded().shard("a", a).shard("b", b).shard("c", c));
    a.close();
    b.close();
    c.close();

    assertThat(cluster.state().mapVersion()).isEqualTo(1);
    assertThat(cluster.state().shards()).hasSize(3).noneMatch(ShardState::reachable);
  }

  @Test
  void aShardBySettingsWaitsShortlyForAConnection() {
    TestDatabase a = databases.database("a");
    OpenSettings settings =
        OpenSettings.of(a.jdbcUrl()).withUser(a.user()).withPassword(a.password());

    try (ShardedCoffer cluster = Coffer.sharded().shard("a", settings).open()) {
      assertThat(pool(cluster.shard("a").orElseThrow()).getConnectionTimeout()).isEqualTo(5_000);
    }
    OpenSettings longer = settings.withConnectionWait(Duration.ofSeconds(20));
    try (ShardedCoffer cluster = Coffer.sharded().shard("a", longer).open()) {
      assertThat(pool(cluster.shard("a").orElseThrow()).getConnectionTimeout()).isEqualTo(20_000);
    }
    try (Coffer alone = Coffer.open(settings)) {
      assertThat(pool(alone).getConnectionTimeout())
          .isEqualTo(settings.connectionWait().toMillis());
    }
    assertThatThrownBy(() -> settings.withConnectionWait(Duration.ofMillis(249)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("250 ms to 10 minutes");
  }

  private static HikariDataSource pool(Coffer coffer) {
    return (HikariDataSource)
        Objects.requireNonNull(
            coffer.entityManagerFactory().getProperties().get("hibernate.connection.datasource"));
  }
}
