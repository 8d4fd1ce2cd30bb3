package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.api.ClosedException;
import dev.coffer.cache.CacheRegions;
import dev.coffer.cache.CacheSizes;
import dev.coffer.stats.CacheState;
import dev.coffer.stats.CacheStorage;
import dev.coffer.stats.PoolState;
import dev.coffer.stats.Resources;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.Tenants;
import dev.coffer.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/** The figures of pools and caches, on every database. */
abstract class ResourcesContract {

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password());
  }

  private static PoolState pool(Coffer coffer) {
    Resources now = coffer.resources();
    assertThat(now.unseen()).isEmpty();
    assertThat(now.pools()).hasSize(1);
    return now.pools().get(0);
  }

  private static CacheState cache(Coffer coffer, String name, CacheStorage storage) {
    return coffer.resources().caches().stream()
        .filter(each -> each.cache().equals(name) && each.storage() == storage)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Timeout(60)
  void aThreadThatWaitsForAConnectionIsCounted() {
    try (Coffer coffer = Coffer.open(settings().withPoolSize(1))) {
      CountDownLatch enough = new CountDownLatch(1);
      CompletableFuture<Void> holder =
          CompletableFuture.runAsync(
              () ->
                  coffer.runInTransaction(
                      stores -> {
                        stores.store("notes", "a", "1");
                        await(enough);
                      }));
      while (pool(coffer).active() == 0) {
        Thread.onSpinWait();
      }
      CompletableFuture<Void> waiter =
          CompletableFuture.runAsync(() -> coffer.contents().store(new byte[] {1, 2, 3}));
      while (pool(coffer).waiting() == 0) {
        Thread.onSpinWait();
      }

      assertThat(pool(coffer)).isEqualTo(new PoolState("primary", "coffer", 1, 0, 1, 1, 1));

      enough.countDown();
      holder.join();
      waiter.join();
      while (pool(coffer).active() > 0) {
        Thread.onSpinWait();
      }
      assertThat(pool(coffer)).isEqualTo(new PoolState("primary", "coffer", 0, 1, 1, 1, 0));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void thePoolOfAHostIsFoundBehindItsWrappers() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setPoolName("of the host");
    config.setMaximumPoolSize(7);
    try (HikariDataSource pool = new HikariDataSource(config);
        SessionFactory factory =
            SessionFactories.over(
                database,
                Map.of(
                    "hibernate.connection.datasource", new LazyConnectionDataSourceProxy(pool)));
        Coffer coffer = Coffer.over(factory).build()) {
      assertThat(pool(coffer).pool()).isEqualTo("of the host");
      assertThat(pool(coffer).maximum()).isEqualTo(7);
      // Hibernate creates a cache without a limit, because the host has configured none.
      assertThat(cache(coffer, CacheRegions.RECORD, CacheStorage.HEAP).limit()).isNull();
    }
  }

  @Test
  void aPoolOfAnotherLibraryIsNamed() {
    try (SessionFactory factory =
            SessionFactories.over(
                database, Map.of("hibernate.connection.datasource", database.dataSource()));
        Coffer coffer = Coffer.over(factory).build()) {
      Resources now = coffer.resources();

      assertThat(now.pools()).isEmpty();
      assertThat(now.unseen())
          .containsExactly(
              "The connections of 'primary' are not shown, because "
                  + database.dataSource().getClass().getName()
                  + " leads to no pool of HikariCP.");
    }
  }

  @Test
  void tenantsHaveNoPoolInCommon() {
    try (SessionFactory factory = new Tenants(Map.of("one", database), "one").factory(Map.of());
        Coffer coffer = Coffer.over(factory).build()) {
      assertThat(coffer.resources().pools()).isEmpty();
      assertThat(coffer.resources().unseen()).singleElement().asString().contains("'primary'");
    }
  }

  @Test
  void theHeapHasItsEntriesBytesAndEvictions() {
    try (Coffer coffer = Coffer.open(settings().withHeapCache(100_000))) {
      coffer.store("notes", "a", "1");
      assertThat(coffer.retrieve("notes", "a", String.class)).hasValue("1");

      CacheState one = cache(coffer, "heap", CacheStorage.HEAP);
      assertThat(one.entries()).isEqualTo(1);
      assertThat(one.bytes()).isBetween(1L, 3_000L);
      assertThat(one.limit()).isEqualTo(100_000);
      assertThat(one.evictions()).isZero();

      for (int i = 0; i < 500; i++) {
        coffer.store("notes", "key " + i, "v".repeat(300));
        assertThat(coffer.retrieve("notes", "key " + i, String.class)).isPresent();
      }
      CacheState full = cache(coffer, "heap", CacheStorage.HEAP);
      assertThat(full.bytes()).isBetween(90_000L, 100_000L);
      assertThat(full.entries() + full.evictions()).isGreaterThanOrEqualTo(501);

      coffer.evictCachedRecords();
      assertThat(cache(coffer, "heap", CacheStorage.HEAP).entries()).isZero();
    }
  }

  @Test
  void theSecondLevelCacheHasItsStorages(@TempDir Path directory) {
    long offHeap = CacheSizes.MIN_OFF_HEAP_BYTES;
    try (Coffer coffer =
        Coffer.open(
            settings().withHeapCache(0).withCache(100, offHeap).withCacheDirectory(directory))) {
      byte[] value = new byte[100_000];
      new Random(1).nextBytes(value);
      coffer.store("files", "a", value);
      assertThat(coffer.retrieve("files", "a", byte[].class)).hasValue(value);

      CacheState records = cache(coffer, CacheRegions.RECORD, CacheStorage.OFF_HEAP);
      assertThat(records.entries()).isEqualTo(1);
      assertThat(records.bytes()).isPositive();
      assertThat(records.limit()).isEqualTo(offHeap / 4);
      CacheState rows = cache(coffer, CacheRegions.CONTENT, CacheStorage.HEAP);
      assertThat(rows.bytes()).isNull();
      assertThat(rows.limit()).isEqualTo(50);
      CacheState onDisk = cache(coffer, CacheRegions.FRAME, CacheStorage.DISK);
      assertThat(onDisk.entries()).isEqualTo(1);
      assertThat(onDisk.bytes()).isGreaterThanOrEqualTo(100_000);
      assertThat(onDisk.limit()).isEqualTo(CacheSizes.DEFAULT_DISK_BYTES);
    }
  }

  @Test
  void evictionsOfTheSecondLevelCacheAreCounted() {
    long offHeap = CacheSizes.MIN_OFF_HEAP_BYTES;
    try (Coffer coffer = Coffer.open(settings().withHeapCache(0).withCache(0, offHeap))) {
      Random random = new Random(1);
      for (int i = 0; i < 120; i++) {
        byte[] value = new byte[100_000];
        random.nextBytes(value);
        coffer.store("files", "key " + i, value);
        assertThat(coffer.retrieve("files", "key " + i, byte[].class)).isPresent();
      }

      CacheState frames = cache(coffer, CacheRegions.FRAME, CacheStorage.OFF_HEAP);
      assertThat(frames.evictions()).isPositive();
      assertThat(frames.entries()).isPositive();
      assertThat(Objects.requireNonNull(frames.bytes()))
          .isLessThanOrEqualTo(Objects.requireNonNull(frames.limit()));
    }
  }

  @Test
  void aClosedCofferAnswersNothing() {
    Coffer coffer = Coffer.open(settings());
    coffer.close();

    assertThatThrownBy(coffer::resources).isInstanceOf(ClosedException.class);
  }
}
