package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.api.ClosedException;
import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.cache.ehcache.EhcacheProvider;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The behavior of stores that join the transactions of their environment. */
abstract class JoiningContract {

  private static final byte[] OLD = {1};
  private static final byte[] NEW = {2};

  private static final ThreadLocal<@Nullable EntityManager> CURRENT = new ThreadLocal<>();

  private TestDatabase database;
  private HikariDataSource pool;
  private SecondLevelCache cache;
  private SessionFactory factory;
  private Coffer coffer;
  private RecordRepository<byte[], String> records;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    pool = new HikariDataSource(pooled());
    cache = new EhcacheProvider().open(new CacheSizes(1_000, 0, 1), null, "test");
    Map<String, Object> settings = new HashMap<>(cache.hibernateSettings());
    settings.put("hibernate.connection.datasource", pool);
    factory = SessionFactories.over(database, settings);
    coffer =
        Coffer.over(factory).joining(CURRENT::get).recordCache(RecordCacheMode.SINGLE_NODE).build();
    records = coffer.records("c", byte[].class);
  }

  private HikariConfig pooled() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(2);
    // A transaction that takes a second connection must fail soon.
    config.setConnectionTimeout(2_000);
    return config;
  }

  @AfterEach
  void close() {
    coffer.close();
    factory.close();
    cache.close();
    pool.close();
    database.close();
  }

  private void inTransaction(boolean commit, Runnable work) {
    try (EntityManager manager = factory.createEntityManager()) {
      manager.getTransaction().begin();
      CURRENT.set(manager);
      try {
        work.run();
      } finally {
        CURRENT.remove();
        if (commit) {
          manager.getTransaction().commit();
        } else {
          manager.getTransaction().rollback();
        }
      }
    }
  }

  private static <R> R elsewhere(Supplier<R> read) {
    return CompletableFuture.supplyAsync(read).join();
  }

  @Test
  void writesEndWithTheirTransaction() {
    byte[] large = noise(2_500_000);
    for (boolean commit : new boolean[] {false, true}) {
      inTransaction(
          commit,
          () -> {
            records.put("k", NEW);
            StoredContent content = coffer.contents().store(new ByteArrayInputStream(large));
            assertThat(records.get("k")).contains(NEW);
            assertThat(coffer.contents().open(content)).hasBinaryContent(large);
            assertThat(elsewhere(() -> records.exists("k"))).isFalse();
          });
      assertThat(records.exists("k")).isEqualTo(commit);
      assertThat(coffer.report().contents().contents() > 0).isEqualTo(commit);
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void timePassesWithinATransaction() {
    inTransaction(
        true,
        () -> {
          records.put("first", OLD);
          Instant end = records.find("first").orElseThrow().createdAt().plusMillis(20);
          records.put("brief", OLD, Expiry.after(Duration.ofMillis(20)));
          while (records.exists("brief")) {
            assertThat(Thread.interrupted()).as("timed out").isFalse();
          }
          assertThat(records.getAll(List.of("brief"))).isEmpty();
          assertThat(records.count()).isEqualTo(1);
          records.put("later", NEW, Expiry.after(Duration.ofHours(1)));
          assertThat(records.find("later").orElseThrow().createdAt()).isAfterOrEqualTo(end);
          assertThat(records.find("later").orElseThrow().expiresAt())
              .isAfterOrEqualTo(end.plus(Duration.ofHours(1)));
        });
  }

  @Test
  void aTransactionNeedsOneConnection() {
    inTransaction(
        true,
        () ->
            // Another thread has taken the other connection of the pool.
            hold(
                () -> {
                  records.putAll(Map.of("a", OLD, "b", noise(5_000)));
                  coffer.contents().stage(new ByteArrayInputStream(noise(2_500_000)));
                  assertThat(
                          records.putIfVersion("a", NEW, records.find("a").orElseThrow().version()))
                      .isInstanceOf(ConditionalPut.Done.class);
                  assertThat(records.getAll(List.of("a", "b"))).hasSize(2);
                  assertThat(records.delete("b")).isTrue();
                }));
    assertThat(records.get("a")).contains(NEW);
  }

  private void hold(Runnable work) {
    try (EntityManager other = factory.createEntityManager()) {
      other.getTransaction().begin();
      other.createNativeQuery("select 1").getSingleResult();
      work.run();
      other.getTransaction().rollback();
    }
  }

  @Test
  void withoutATransactionEachCallIsCommitted() {
    records.put("k", NEW);
    assertThat(elsewhere(() -> records.get("k"))).contains(NEW);
  }

  @Test
  void aTransactionMarkedForRollbackIsStillJoined() {
    inTransaction(
        false,
        () -> {
          Objects.requireNonNull(CURRENT.get()).getTransaction().setRollbackOnly();
          records.put("k", NEW);
        });
    assertThat(records.exists("k")).isFalse();
  }

  @Test
  void uncommittedWritesAreVisibleOnlyInTheirTransaction() {
    records.put("k", OLD);
    assertThat(records.get("k")).contains(OLD);
    inTransaction(
        false,
        () -> {
          records.put("k", NEW);
          assertThat(records.get("k")).contains(NEW);
          assertThat(elsewhere(() -> records.get("k"))).contains(OLD);
        });
    assertThat(records.get("k")).contains(OLD);
    inTransaction(true, () -> records.put("k", NEW));
    assertThat(records.get("k")).contains(NEW);
    assertThat(elsewhere(() -> records.get("k"))).contains(NEW);
  }

  @Test
  void anEqualValueIsConfirmedInATransaction() {
    records.put("k", OLD);
    inTransaction(
        true, () -> assertThat(records.put("k", OLD).outcome()).isEqualTo(PutOutcome.UNCHANGED));
  }

  @Test
  void aReadMayContinueAfterItsTransaction() throws IOException {
    byte[] large = noise(2_500_000);
    Map<String, byte[]> many = new HashMap<>();
    for (int i = 0; i < 600; i++) {
      many.put("k" + i, OLD);
    }
    records.putAll(many);
    InputStream[] stream = new InputStream[1];
    inTransaction(
        true,
        () -> {
          StoredContent content = coffer.contents().store(large);
          stream[0] = coffer.contents().open(content);
        });
    assertThat(stream[0].readAllBytes()).isEqualTo(large);

    try (Stream<StoredValue<byte[], String>> all = records.scan(Range.all())) {
      Iterator<StoredValue<byte[], String>> walk = all.iterator();
      inTransaction(true, () -> assertThat(walk.next().key()).isEqualTo("k0"));
      int rest = 0;
      while (walk.hasNext()) {
        walk.next();
        rest++;
      }
      assertThat(rest).isEqualTo(599);
    }
  }

  @Test
  void aClosedCofferThrowsClosedExceptionInATransaction() {
    coffer.close();
    inTransaction(
        false,
        () -> assertThatThrownBy(() -> records.put("k", NEW)).isInstanceOf(ClosedException.class));
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
