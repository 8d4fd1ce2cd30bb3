package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.host.CofferListener;
import dev.coffer.host.RecordChange;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order in which a listener is told of the changes of one key by several threads. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class ListenerOrderContract {
  private static final int THREADS = 8;

  private TestDatabase database;
  private HikariDataSource pool;
  private SessionFactory sessions;
  private ExecutorService threads;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(THREADS + 2);
    pool = new HikariDataSource(config);
    sessions = SessionFactories.over(database, Map.of("hibernate.connection.datasource", pool));
    threads = Executors.newFixedThreadPool(THREADS);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    sessions.close();
    pool.close();
    database.close();
  }

  /** Checks each change at the moment at which it is told. */
  private static final class Chains implements CofferListener {
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Set<String> errors = ConcurrentHashMap.newKeySet();
    private final AtomicLong told = new AtomicLong();

    @Override
    public void recordsChanged(List<RecordChange> changes) {
      Set<String> keys = new HashSet<>();
      changes.forEach(each -> keys.add(each.key()));
      keys.forEach(
          key -> {
            if (!busy.add(key)) {
              errors.add("two threads tell of " + key);
            }
          });
      for (RecordChange each : changes) {
        told.incrementAndGet();
        long before = last.getOrDefault(each.key(), 0L);
        if (each.oldVersion() != before) {
          errors.add(each + " after " + before);
        }
        last.put(each.key(), each.newVersion());
      }
      LockSupport.parkNanos(10_000);
      busy.removeAll(keys);
    }
  }

  private void race(int keys, Chains chains, int rounds) throws Exception {
    try (Coffer coffer = Coffer.over(sessions).listener(chains).build()) {
      RecordRepository<Long, String> records = coffer.records("racing", Long.class);
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(thread);
        tasks.add(
            () -> {
              for (int round = 0; round < rounds; round++) {
                change(coffer, records, random, keys);
              }
              return null;
            });
      }
      for (Future<Void> each : threads.invokeAll(tasks)) {
        each.get();
      }
      assertThat(chains.errors).isEmpty();
      Map<String, Long> stored = new HashMap<>();
      records.findAll(chains.last.keySet()).forEach((key, each) -> stored.put(key, each.version()));
      chains.last.values().removeIf(version -> version == 0);
      assertThat(chains.last).isEqualTo(stored);
      // Fewer changes may be told than were made: a long queue merges adjacent ones.
      assertThat(chains.told).hasPositiveValue();
    }
  }

  private void change(
      Coffer coffer, RecordRepository<Long, String> records, Random random, int keys) {
    String key = "key " + random.nextInt(keys);
    long value = random.nextLong();
    switch (random.nextInt(8)) {
      case 0 -> records.delete(key);
      case 1 -> {
        Map<String, Long> batch = new LinkedHashMap<>();
        for (int i = 0; i < keys; i++) {
          batch.put("key " + i, value);
        }
        records.putAll(batch);
      }
      case 2 -> records.putIfAbsent(key, value);
      case 3 -> records.update(key, before -> before + 1);
      case 4 -> {
        try (EntityManager manager = sessions.createEntityManager()) {
          manager.getTransaction().begin();
          coffer.in(manager).records().store("racing", key, value);
          if (random.nextBoolean()) {
            manager.getTransaction().commit();
          } else {
            manager.getTransaction().rollback();
          }
        } catch (dev.coffer.api.TransientCofferException e) {
          // The transaction was rolled back.
        }
      }
      default -> records.put(key, value);
    }
  }

  @Test
  void changesOfOneKeyByManyThreadsFormAChain() throws Exception {
    race(1, new Chains(), 60);
  }

  @Test
  void changesOfAFewKeysByManyThreadsFormChains() throws Exception {
    race(4, new Chains(), 60);
  }

  /** While one thread tells slowly, others change the same key and other keys, and return. */
  @Test
  void aSlowListenerDelaysOnlyItsOwnThread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    RecordedChanges recorded =
        new RecordedChanges() {
          @Override
          public void recordsChanged(List<RecordChange> changes) {
            super.recordsChanged(changes);
            if (changes.get(0).key().equals("slow") && begun.getCount() > 0) {
              begun.countDown();
              awaitUnchecked(end);
            }
          }
        };
    try (Coffer coffer = Coffer.over(sessions).listener(recorded).build()) {
      RecordRepository<Integer, String> records = coffer.records("c", Integer.class);
      Future<Long> first = threads.submit(() -> records.put("slow", 0).version());
      begun.await();

      for (int i = 1; i <= 500; i++) {
        records.put("slow", i);
      }
      long other = records.put("other", 1).version();
      assertThat(first.isDone()).isFalse();
      assertThat(recorded.changes())
          .extracting(RecordChange::key, RecordChange::newVersion)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  "slow", records.find("slow").orElseThrow().version() - 500),
              org.assertj.core.groups.Tuple.tuple("other", other));
      end.countDown();

      long version = first.get();
      List<RecordChange> rest = recorded.changes();
      assertThat(rest).hasSizeBetween(60, 70);
      for (RecordChange each : rest) {
        assertThat(each.oldVersion()).isEqualTo(version);
        version = each.newVersion();
      }
      assertThat(version).isEqualTo(records.find("slow").orElseThrow().version());
    }
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
