package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.TransientCofferException;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The contract of records for concurrent threads, and in the transactions of a host. */
abstract class RecordConcurrencyContract extends RecordFixture {
  private static final int THREADS = 6;

  /** Runs this in all threads at once. */
  private static <R> List<R> together(java.util.function.IntFunction<Callable<R>> task)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Callable<R> work = task.apply(i);
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void incrementsByVersionAreNeverLost() throws Exception {
    RecordRepository<Integer, String> counters = store.records(collection, Integer.class);
    long first = counters.put("counter", 0).version();

    together(
        thread ->
            () -> {
              for (int done = 0; done < 15; ) {
                StoredValue<Integer, String> now = counters.find("counter").orElseThrow();
                if (counters.putIfVersion("counter", now.value() + 1, now.version()).isDone()) {
                  done++;
                }
              }
              return null;
            });

    StoredValue<Integer, String> end = counters.find("counter").orElseThrow();
    assertThat(end.value()).isEqualTo(15 * THREADS);
    assertThat(end.version()).isEqualTo(first + 15L * THREADS);
  }

  @Test
  void oneOfManyPutsIfAbsentWins() throws Exception {
    RecordRepository<String, String> records = strings();
    for (int round = 0; round < 10; round++) {
      String key = "key " + round;
      if (round % 2 == 1) {
        records.put(key, "old", Expiry.after(java.time.Duration.ofHours(1)));
        expire(key);
      }

      List<ConditionalPut> results =
          together(thread -> () -> records.putIfAbsent(key, "by " + thread));

      assertThat(results).filteredOn(ConditionalPut::isDone).hasSize(1);
      int winner = IntStream.range(0, THREADS).filter(i -> results.get(i).isDone()).sum();
      assertThat(records.get(key)).contains("by " + winner);
      assertThat(results)
          .filteredOn(result -> !result.isDone())
          .containsOnly(new ConditionalPut.Refused(records.find(key).orElseThrow().version()));
    }
  }

  @Test
  void oneOfManyDeletesByVersionWins() throws Exception {
    RecordRepository<String, String> records = strings();
    long version = records.put("a", "one").version();

    assertThat(together(thread -> () -> records.deleteIfVersion("a", version)))
        .filteredOn(deleted -> deleted)
        .hasSize(1);
  }

  @Test
  void firstPutsOfOneKeyAreCountedOneByOne() throws Exception {
    RecordRepository<String, String> records = strings();
    for (int round = 0; round < 5; round++) {
      String key = "key " + round;

      List<Put> puts = together(thread -> () -> records.put(key, "by " + thread));

      long first = puts.stream().mapToLong(Put::version).min().orElseThrow();
      assertThat(puts)
          .extracting(Put::version)
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(first, first + THREADS).boxed().toList());
      assertThat(puts).filteredOn(put -> put.outcome() == PutOutcome.CREATED).hasSize(1);
    }
  }

  /** Small and large values, new and existing keys, in another order for each thread. */
  @Test
  void overlappingBatchesAllSucceed() throws Exception {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    List<String> keys = IntStream.range(0, 40).mapToObj(i -> "key " + i).toList();
    Map<String, Long> firstVersions = new ConcurrentHashMap<>();

    together(
        thread ->
            () -> {
              Random random = new Random(thread);
              for (int round = 0; round < 4; round++) {
                List<String> order = new ArrayList<>(keys);
                Collections.shuffle(order, random);
                Map<String, byte[]> values = new LinkedHashMap<>();
                for (String key : order) {
                  int size = random.nextInt(10) == 0 ? 3000 : 50;
                  byte[] value = new byte[size];
                  new Random(random.nextInt(6)).nextBytes(value);
                  values.put(key, value);
                }
                records
                    .putAll(values)
                    .forEach((key, put) -> firstVersions.merge(key, put.version(), Math::min));
              }
              return null;
            });

    assertThat(records.getAll(keys)).hasSize(40);
    try (var all = records.scan(Range.all())) {
      assertThat(all)
          .allMatch(each -> each.version() - at(firstVersions, each.key()) < 4L * THREADS);
    }
  }

  @Test
  void aHostsRollbackLeavesNothing() {
    byte[] large = new byte[40_000];
    new Random(1).nextBytes(large);
    long contents = number("select count(*) from coffer_content");
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      RecordStore joined = in(manager);
      joined.store(collection, "small", "value");
      joined.store(collection, "large", large);
      assertThat(joined.retrieve(collection, "small", String.class)).contains("value");
      assertThat(joined.retrieve(collection, "large", byte[].class).orElseThrow()).isEqualTo(large);
      assertThat(joined.records(collection, byte[].class).count()).isEqualTo(2);
      manager.getTransaction().rollback();
    }

    assertThat(rows()).isZero();
    assertThat(number("select count(*) from coffer_content")).isEqualTo(contents);
  }

  @Test
  void aHostsCommitKeepsAll() {
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      RecordRepository<String, String> records = in(manager).records(collection, String.class);
      records.putAll(Map.of("a", "1", "b", "2"));
      long version = records.find("a").orElseThrow().version();
      records.putIfVersion("a", "changed", version);
      assertThat(records.putIfAbsent("a", "other"))
          .isEqualTo(new ConditionalPut.Refused(version + 1));
      records.delete("b");
      assertThat(strings().count()).isZero();
      manager.getTransaction().commit();
    }

    assertThat(strings().getAll(List.of("a", "b"))).containsExactly(Map.entry("a", "changed"));
  }

  /**
   * The host's snapshot still has the value that the host puts. Another value was committed after
   * it.
   */
  @Test
  void anEqualValueInAnOldSnapshotIsWritten() {
    strings().put("a", "one");
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      repeatableRead(manager);
      RecordRepository<String, String> records = in(manager).records(collection, String.class);
      assertThat(records.get("a")).contains("one");
      strings().put("a", "two");

      boolean done;
      try {
        records.put("a", "one");
        manager.getTransaction().commit();
        done = true;
      } catch (TransientCofferException e) {
        manager.getTransaction().rollback();
        done = false;
      }

      assertThat(strings().get("a")).contains(done ? "one" : "two");
    }
  }

  /** The host's snapshot has no record. A record was committed after it. */
  @Test
  void conditionsUseTheCommittedState() {
    strings().put("other", "value");
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      repeatableRead(manager);
      RecordRepository<String, String> records = in(manager).records(collection, String.class);
      assertThat(records.get("a")).isEmpty();
      strings().put("a", "one");
      long version = strings().put("a", "two").version();

      try {
        assertThat(records.putIfAbsent("a", "mine")).isEqualTo(new ConditionalPut.Refused(version));
        manager.getTransaction().commit();
      } catch (TransientCofferException e) {
        manager.getTransaction().rollback();
      }
    }
    assertThat(strings().get("a")).contains("two");
  }

  /** A content that is newer than the host's snapshot is found, locked, referred to and read. */
  @Test
  void contentsNewerThanTheSnapshotAreRead() {
    byte[] large = new byte[40_000];
    new Random(collection.hashCode()).nextBytes(large);
    strings().put("other", "value");
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      repeatableRead(manager);
      RecordRepository<byte[], String> records = in(manager).records(collection, byte[].class);
      assertThat(records.exists("other")).isTrue();
      store.store(collection, "theirs", large);

      try {
        records.put("mine", large);
        assertThat(records.get("mine").orElseThrow()).isEqualTo(large);
        assertThat(records.getAll(List.of("mine"))).hasSize(1);
        manager.getTransaction().commit();
        assertThat(strings().exists("mine")).isTrue();
      } catch (TransientCofferException e) {
        manager.getTransaction().rollback();
        assertThat(strings().exists("mine")).isFalse();
      }
    }
  }

  private static void repeatableRead(EntityManager manager) {
    manager
        .unwrap(org.hibernate.Session.class)
        .doWork(
            connection ->
                connection.setTransactionIsolation(
                    java.sql.Connection.TRANSACTION_REPEATABLE_READ));
  }
}
