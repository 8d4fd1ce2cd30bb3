package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.TransientCofferException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What batches of conditional writes promise on every database, in every cache mode. */
abstract class ConditionalBatchContract extends RecordFixture {

  private static ConditionalPut refused(long version) {
    return new ConditionalPut.Refused(version);
  }

  private static ConditionalPut done(PutOutcome outcome, long version) {
    return new ConditionalPut.Done(new Put(outcome, version));
  }

  private static PutOutcome outcome(Map<String, ConditionalPut> results, String key) {
    return ((ConditionalPut.Done) at(results, key)).put().outcome();
  }

  private long version(String key) {
    return strings().find(key).map(StoredValue::version).orElse(0L);
  }

  /** Checks each kind of entry; the store is one of its own or joined to a host. */
  private void assertEachEntryIsConditionalByItself(RecordStore by) {
    RecordRepository<String, String> records = by.records(collection, String.class);
    long equal = version("equal");
    long current = version("current");
    long moved = version("moved");
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, Long> versions = new LinkedHashMap<>();
    for (String key : List.of("new", "moved", "equal", "current", "gone", "expired", "present")) {
      values.put(key, key.equals("equal") ? "one" : key + " anew");
    }
    versions.put("moved", moved - 1);
    versions.put("equal", equal);
    versions.put("current", current);
    versions.put("gone", 7L);
    versions.put("new", 0L);

    Map<String, ConditionalPut> results = records.putAllIfVersion(values, versions);

    assertThat(results.keySet()).containsExactlyElementsOf(values.keySet());
    assertThat(outcome(results, "new")).isEqualTo(PutOutcome.CREATED);
    assertThat(at(results, "moved")).isEqualTo(refused(moved));
    assertThat(at(results, "equal")).isEqualTo(done(PutOutcome.UNCHANGED, equal));
    assertThat(at(results, "current")).isEqualTo(done(PutOutcome.REPLACED, current + 1));
    assertThat(at(results, "gone")).isEqualTo(refused(0));
    assertThat(outcome(results, "expired")).isEqualTo(PutOutcome.CREATED);
    assertThat(at(results, "present")).isInstanceOf(ConditionalPut.Refused.class);
    assertThat(records.getAll(values.keySet()))
        .isEqualTo(
            Map.of(
                "new", "new anew",
                "moved", "one",
                "equal", "one",
                "current", "current anew",
                "expired", "expired anew",
                "present", "one"));
    results.forEach(
        (key, result) -> {
          if (result instanceof ConditionalPut.Done done) {
            assertThat(records.find(key).orElseThrow().version()).isEqualTo(done.put().version());
          }
        });
  }

  private void prepare() {
    RecordRepository<String, String> records = strings();
    for (String key : List.of("moved", "equal", "current", "expired", "present")) {
      records.put(key, "one");
      assertThat(records.get(key)).hasValue("one");
    }
    expire("expired");
    engine.forgetCached();
    List.of("moved", "equal", "current", "present").forEach(records::get);
  }

  @Test
  void eachEntryIsConditionalByItself() {
    prepare();
    assertEachEntryIsConditionalByItself(store);
    assertThat(statistics.snapshot().recordsReplaced()).isOne();
  }

  @Test
  void aHostsTransactionDecidesOverTheWholeBatch() {
    prepare();
    for (boolean commit : new boolean[] {false, true}) {
      try (Session session = sessions.openSession()) {
        session.beginTransaction();
        assertEachEntryIsConditionalByItself(in(session));
        if (commit) {
          session.getTransaction().commit();
        } else {
          session.getTransaction().rollback();
        }
      }
      assertThat(strings().get("new").isPresent()).isEqualTo(commit);
      assertThat(strings().get("current")).hasValue(commit ? "current anew" : "one");
    }
  }

  @Test
  void referencesFollowTheValues() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    records.putAll(Map.of("a", noise(1), "b", new byte[3], "c", noise(3)));
    Map<String, Long> versions = new TreeMap<>();
    records
        .findAll(List.of("a", "b", "c"))
        .forEach((key, each) -> versions.put(key, each.version()));

    records.putAllIfVersion(
        Map.of("a", new byte[4], "b", noise(2), "c", noise(4), "d", noise(5)), versions);

    assertThat(records.get("b")).hasValue(noise(2));
    assertThat(
            number(
                "select count(*) from coffer_record r join coffer_record_content c"
                    + " on c.collection = r.collection and c.record_key = r.record_key"
                    + " and c.content_id = r.content_id where r.collection = ?",
                collection))
        .isEqualTo(3);
    assertThat(
            number("select count(*) from coffer_record_content where collection = ?", collection))
        .isEqualTo(3);
  }

  private static byte[] noise(int seed) {
    return RecordBatchesContract.noise(seed);
  }

  @Test
  void manyNewRecordsAreInsertedWhereTheyAreAbsent() {
    RecordRepository<String, String> records = strings();
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      values.put("k" + i, "one");
    }
    assertThat(records.putAllIfAbsent(values).values()).allMatch(ConditionalPut::isDone);
    for (int i = 0; i < 100; i++) {
      values.put("l" + i, "one");
    }
    values.replaceAll((key, value) -> "two");

    Map<String, ConditionalPut> results = records.putAllIfAbsent(values);

    results.forEach((key, each) -> assertThat(each.isDone()).isEqualTo(key.startsWith("l")));
    assertThat(records.get("k7")).hasValue("one");
    assertThat(records.get("l7")).hasValue("two");
    assertThat(rows()).isEqualTo(200);
    assertThat(records.putAllIfAbsent(Map.of())).isEmpty();
  }

  /** A refusal and a write both depend on the committed state, not on an old snapshot. */
  @Test
  void anOldSnapshotNeitherRefusesNorOverwrites() {
    RecordRepository<String, String> own = strings();
    own.putAll(Map.of("changed", "one", "deleted", "one"));
    long before = version("changed");
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      manager
          .unwrap(Session.class)
          .doWork(
              connection ->
                  connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
      RecordRepository<String, String> records = in(manager).records(collection, String.class);
      assertThat(records.count()).isEqualTo(2);
      own.put("changed", "two");
      own.delete("deleted");
      own.put("created", "one");
      try {
        Map<String, ConditionalPut> results =
            records.putAllIfVersion(
                Map.of("changed", "mine", "deleted", "mine", "created", "mine"),
                Map.of("changed", before));
        assertThat(at(results, "changed")).isEqualTo(refused(before + 1));
        assertThat(at(results, "deleted").isDone()).isTrue();
        assertThat(at(results, "created").isDone()).isFalse();
        manager.getTransaction().commit();
      } catch (TransientCofferException e) {
        // The database refuses to change what is newer than the snapshot: replay.
        manager.getTransaction().rollback();
      }
    }
    assertThat(own.get("changed")).hasValue("two");
    assertThat(own.get("created")).hasValue("one");
  }

  /** Of several writers with the same expectation, exactly one writes each record. */
  @Test
  void concurrentBatchesLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Map<String, Integer> won = new TreeMap<>();
      List<Future<Map<String, ConditionalPut>>> running = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
          values.put("k" + (i + writer * 5) % 20, "of " + writer);
        }
        running.add(threads.submit(() -> strings().putAllIfAbsent(values)));
      }
      for (Future<Map<String, ConditionalPut>> each : running) {
        each.get().forEach((key, result) -> won.merge(key, result.isDone() ? 1 : 0, Integer::sum));
      }
      assertThat(won).hasSize(20).allSatisfy((key, times) -> assertThat(times).isOne());
      assertThat(rows()).isEqualTo(20);
    } finally {
      threads.shutdownNow();
    }
  }
}
