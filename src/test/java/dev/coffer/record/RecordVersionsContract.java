package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.TransientCofferException;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The contract of versions and of the outcomes of puts, on every database. */
abstract class RecordVersionsContract extends RecordFixture {

  /** A way to remove a record. */
  private record Removal(String name, Consumer<RecordRepository<String, String>> of) {}

  /** A way to create the record "a". */
  private record Creation(String name, Function<RecordRepository<String, String>, Put> in) {}

  private List<Removal> removals() {
    return List.of(
        new Removal("delete", records -> records.delete("a")),
        new Removal("delete of several", records -> records.deleteAll(List.of("a", "b"))),
        new Removal(
            "delete by version",
            records ->
                assertThat(records.deleteIfVersion("a", records.find("a").orElseThrow().version()))
                    .isTrue()),
        new Removal("expiry", records -> expire("a")),
        new Removal(
            "purge",
            records -> {
              expire("a");
              update("delete from coffer_record where collection = ?", collection);
            }));
  }

  private static List<Creation> creations() {
    return List.of(
        new Creation("put", records -> records.put("a", "anew")),
        new Creation("put of several", records -> putAmong(records, 2)),
        new Creation("put of many", records -> putAmong(records, 40)),
        new Creation(
            "put if absent",
            records -> ((ConditionalPut.Done) records.putIfAbsent("a", "anew")).put()),
        new Creation("put of a content", records -> records.put("a", "x".repeat(200_000))));
  }

  private static Put putAmong(RecordRepository<String, String> records, int count) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("a", "anew");
    IntStream.range(1, count).forEach(i -> values.put("a " + i, "anew"));
    return at(records.putAll(values), "a");
  }

  @Test
  void aVersionOfAKeyIsNeverReused() {
    RecordRepository<String, String> records = strings();
    for (Removal removal : removals()) {
      for (Creation creation : creations()) {
        String ways = removal.name() + ", " + creation.name();
        long created = records.put("a", "one").version();
        long changed = records.put("a", "two").version();
        removal.of().accept(records);

        Put anew = creation.in().apply(records);

        assertThat(anew.outcome()).as(ways).isEqualTo(PutOutcome.CREATED);
        assertThat(anew.version()).as(ways).isGreaterThan(changed);
        assertThat(records.find("a").orElseThrow().version()).as(ways).isEqualTo(anew.version());
        for (long old : List.of(created, changed)) {
          assertThat(records.putIfVersion("a", "lost", old).isDone()).as(ways).isFalse();
          assertThat(records.deleteIfVersion("a", old)).as(ways).isFalse();
        }
        records.deleteAll(records.getAll(keysOf(records)).keySet());
      }
    }
  }

  private static List<String> keysOf(RecordRepository<String, String> records) {
    return records.page(Range.all(), null, 100).records().stream().map(StoredValue::key).toList();
  }

  /** The database's clock may not advance within a transaction. */
  @Test
  void aVersionIsNeverReusedWithinATransaction() {
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      RecordRepository<String, String> records = in(manager).records(collection, String.class);
      long last = 0;
      for (int round = 0; round < 20; round++) {
        long created = records.put("a", "one " + round).version();
        assertThat(created).isGreaterThan(last);
        last = records.put("a", "two " + round).version();
        records.delete("a");
      }
      manager.getTransaction().commit();
    }
  }

  /** Jobs are put if absent, found, and deleted by their version. Each is taken once. */
  @Test
  void everyJobOfAQueueIsTakenOnce() throws Exception {
    int jobs = 120;
    int threads = 8;
    RecordRepository<String, String> queue = strings();
    List<String> taken = Collections.synchronizedList(new ArrayList<>());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        work.add(
            () -> {
              // There are few keys, so that a job uses the key of an earlier one.
              for (int job = first; job < jobs; job += threads) {
                while (!queue.putIfAbsent("slot " + job % 4, "job " + job).isDone()) {
                  take(queue, taken);
                }
              }
              return null;
            });
      }
      for (Future<Void> each : workers.invokeAll(work)) {
        each.get();
      }
    } finally {
      workers.shutdownNow();
    }
    while (queue.count() > 0) {
      take(queue, taken);
    }

    assertThat(taken)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, jobs).mapToObj(job -> "job " + job).toList());
  }

  private static void take(RecordRepository<String, String> queue, List<String> taken) {
    for (StoredValue<String, String> job : queue.page(Range.all(), null, 4).records()) {
      if (queue.deleteIfVersion(job.key(), job.version())) {
        taken.add(job.value());
      }
    }
  }

  /** Another transaction deletes the record between the query and the write of a put. */
  @Test
  void aPutAfterADeleteCreates() {
    strings().put("a", "one");
    afterASnapshot(
        records -> assertThat(records.get("a")).contains("one"),
        () -> strings().delete("a"),
        records ->
            assertThat(records.put("a", "two"))
                .isEqualTo(new Put(PutOutcome.CREATED, records.put("a", "two").version())));
  }

  /** The snapshot of PostgreSQL has the deleted row, and the transaction's own beside it. */
  @Test
  void aPutAfterADeleteIsReadInItsTransaction() {
    strings().put("a", "one");
    afterASnapshot(
        records -> assertThat(records.get("a")).contains("one"),
        () -> strings().delete("a"),
        records -> {
          long version = records.put("a", "two").version();
          assertThat(records.get("a")).contains("two");
          assertThat(records.find("a").map(StoredValue::version)).contains(version);
          assertThat(records.getAll(List.of("a", "b"))).containsExactly(Map.entry("a", "two"));
          assertThat(records.scan(Range.all()).map(StoredValue::value)).containsExactly("two");
          assertThat(records.count()).isEqualTo(1);
          assertThat(records.update("a", value -> value + " and three")).contains("two and three");
          assertThat(records.deleteIfVersion("a", version)).isFalse();
          assertThat(records.delete("a")).isTrue();
          assertThat(records.exists("a")).isFalse();
        });
  }

  /** Another transaction creates the record again between the query and the write of a put. */
  @Test
  void onlyOneOfTwoPutsAfterAnExpiryCreates() {
    strings().put("a", "one", Expiry.after(Duration.ofHours(1)));
    expire("a");
    afterASnapshot(
        records -> assertThat(records.exists("a")).isFalse(),
        () -> assertThat(strings().put("a", "two").outcome()).isEqualTo(PutOutcome.CREATED),
        records -> assertThat(records.put("a", "three").outcome()).isEqualTo(PutOutcome.REPLACED));
  }

  @Test
  void aPutIfAbsentIsNotRefusedForADeletedRecord() {
    strings().put("a", "one");
    afterASnapshot(
        records -> assertThat(records.get("a")).contains("one"),
        () -> strings().delete("a"),
        records -> assertThat(records.putIfAbsent("a", "two").isDone()).isTrue());
  }

  /** Memory has the newest version, and the host's snapshot an older one. */
  @Test
  void aPutOfTheCommittedVersionIsNotRefusedForAnOldSnapshot() {
    try (CachingNode node = CachingNode.withHeap(testDatabase, RecordCacheMode.SINGLE_NODE)) {
      RecordRepository<byte[], String> own = node.records(collection);
      own.put("a", bytes("one"));
      node.inHost(
          collection,
          false,
          (records, manager) -> {
            repeatableRead(manager);
            number(manager);
            own.put("a", bytes("two"));
            StoredValue<byte[], String> found = records.find("a").orElseThrow();
            if (found.version() == own.find("a").orElseThrow().version()) {
              try {
                assertThat(records.putIfVersion("a", bytes("three"), found.version()).isDone())
                    .isTrue();
              } catch (TransientCofferException e) {
                // The database refuses to change a row that is newer than the snapshot, so the host
                // replays.
              }
            }
          });
    }
  }

  /**
   * Runs work in a host's transaction with a snapshot older than the last commit. The transaction
   * may be replayed.
   */
  private void afterASnapshot(
      Consumer<RecordRepository<String, String>> look,
      Runnable others,
      Consumer<RecordRepository<String, String>> work) {
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      repeatableRead(manager);
      RecordRepository<String, String> records = in(manager).records(collection, String.class);
      look.accept(records);
      others.run();
      try {
        work.accept(records);
        manager.getTransaction().commit();
      } catch (TransientCofferException e) {
        manager.getTransaction().rollback();
      }
    }
  }

  private static void repeatableRead(EntityManager manager) {
    manager
        .unwrap(Session.class)
        .doWork(
            connection ->
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
  }

  /** Takes the snapshot of a transaction. */
  private static void number(EntityManager manager) {
    manager.createNativeQuery("select count(*) from coffer_record").getSingleResult();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A batch waits for a row that another transaction has inserted, after an existing row. */
  @Test
  void aBatchThatWaitsForANewRowIsAppliedOnce() throws Exception {
    RecordRepository<String, String> records = strings();
    long first = records.put("a", "one").version();
    Map<String, String> batch = new LinkedHashMap<>();
    batch.put("a", "two");
    batch.put("b", "two");
    batch.put("c", "two");
    ExecutorService rival = Executors.newSingleThreadExecutor();
    Map<String, Put> puts;
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      in(manager).records(collection, String.class).put("b", "rival");
      Future<Map<String, Put>> waiting = rival.submit(() -> records.putAll(batch));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      manager.getTransaction().commit();
      puts = waiting.get();
    } finally {
      rival.shutdownNow();
    }

    assertThat(puts.get("a")).isEqualTo(new Put(PutOutcome.REPLACED, first + 1));
    assertThat(at(puts, "b").outcome()).isEqualTo(PutOutcome.REPLACED);
    assertThat(at(puts, "c").outcome()).isEqualTo(PutOutcome.CREATED);
    assertThat(records.find("a").orElseThrow().version()).isEqualTo(first + 1);
    assertThat(records.find("c").orElseThrow().version()).isEqualTo(at(puts, "c").version());
  }
}
