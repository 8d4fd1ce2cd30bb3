package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordConflictException;
import dev.coffer.api.RecordKeyException;
import dev.coffer.tx.OwnTransactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What renames of records and collections promise on every database, in every cache mode. */
abstract class RecordMovesContract extends RecordFixture {

  private static byte[] noise(int seed) {
    return RecordBatchesContract.noise(seed);
  }

  /** The references are exactly those of the records that hold contents. */
  private void assertReferences(String name, long expected) {
    assertThat(number("select count(*) from coffer_record_content where collection = ?", name))
        .isEqualTo(expected);
    assertThat(
            number(
                "select count(*) from coffer_record r join coffer_record_content c"
                    + " on c.collection = r.collection and c.record_key = r.record_key"
                    + " and c.content_id = r.content_id where r.collection = ?",
                name))
        .isEqualTo(expected);
  }

  private void inHost(boolean commit, Consumer<RecordStore> work) {
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      work.accept(in(session));
      if (commit) {
        session.getTransaction().commit();
      } else {
        session.getTransaction().rollback();
      }
    }
  }

  @Test
  void aRenamedRecordKeepsAllButItsVersion() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    for (byte[] value : new byte[][] {{1, 2, 3}, noise(1)}) {
      records.put("b", new byte[9]);
      records.put("b", value, Expiry.after(Duration.ofDays(1)));
      StoredValue<byte[], String> before = records.find("b").orElseThrow();

      assertThat(records.rename("b", "a")).isTrue();

      StoredValue<byte[], String> after = records.find("a").orElseThrow();
      assertThat(after)
          .usingRecursiveComparison()
          .ignoringFields("key", "version", "timeToLive")
          .isEqualTo(before);
      assertThat(after.version()).isGreaterThan(before.version());
      assertThat(records.get("b")).isEmpty();
      assertThat(records.rename("b", "c")).isFalse();
      assertReferences(collection, value.length > 1000 ? 1 : 0);
      assertThat(records.delete("a")).isTrue();
      assertReferences(collection, 0);
    }
  }

  @Test
  void aRenameReplacesNoRecord() {
    RecordRepository<String, String> records = strings();
    records.put("a", "one");
    long version = records.put("b", "two").version();

    assertThatThrownBy(() -> records.rename("a", "b"))
        .isInstanceOfSatisfying(
            RecordConflictException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo("b");
              assertThat(e.expectedVersion()).isZero();
              assertThat(e.actualVersion()).isEqualTo(version);
            })
        .hasMessageContaining("'a'");
    assertThat(records.get("a")).hasValue("one");
    assertThat(records.get("b")).hasValue("two");
    assertThat(records.rename("a", "a")).isTrue();
    assertThat(records.rename("none", "none")).isFalse();
    assertThatThrownBy(() -> records.rename("a", "")).isInstanceOf(RecordKeyException.class);
  }

  @Test
  void anExpiredRecordIsNeitherRenamedNorInTheWay() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    records.put("a", noise(1));
    records.put("b", noise(2));
    expire("b");
    engine.forgetCached();

    assertThat(records.rename("b", "c")).isFalse();
    assertThat(records.rename("a", "b")).isTrue();

    assertThat(records.get("b")).hasValue(noise(1));
    assertThat(rows()).isOne();
    assertReferences(collection, 1);
  }

  /** Records of one batch have one version, which must not be that of two states of one key. */
  @Test
  void noStateOfTheNewKeyHasTheVersionOfAnother() {
    RecordRepository<String, String> records = strings();
    Map<String, Put> puts = records.putAll(Map.of("a", "one", "b", "two"));
    assertThat(records.get("b")).hasValue("two");
    records.delete("b");

    records.rename("a", "b");

    assertThat(records.find("b").orElseThrow().version()).isGreaterThan(at(puts, "b").version());
    assertThat(records.get("b")).hasValue("one");
    assertThat(records.deleteIfVersion("b", at(puts, "b").version())).isFalse();
  }

  @Test
  void aHostsTransactionDecidesOverARename() {
    RecordRepository<String, String> records = strings();
    for (boolean commit : new boolean[] {false, true}) {
      records.put("a", "one");
      assertThat(records.get("a")).hasValue("one");
      inHost(
          commit,
          joined -> {
            RecordRepository<String, String> own = joined.records(collection, String.class);
            assertThat(own.rename("a", "b")).isTrue();
            assertThat(own.get("a")).isEmpty();
            assertThat(own.get("b")).hasValue("one");
          });
      assertThat(records.get("a").isPresent()).isEqualTo(!commit);
      assertThat(records.get("b").isPresent()).isEqualTo(commit);
    }
  }

  /** Each record is renamed once, and each key is given once. */
  @Test
  void concurrentRenamesLoseNothing() throws Exception {
    RecordRepository<String, String> records = strings();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 5; round++) {
        records.putAll(Map.of("a", "of a", "b", "of b"));
        List<Future<Boolean>> running = new ArrayList<>();
        for (String key : List.of("a", "b", "a", "b")) {
          running.add(
              threads.submit(
                  () -> {
                    try {
                      return records.rename(key, "c");
                    } catch (RecordConflictException e) {
                      return false;
                    }
                  }));
        }
        int renamed = 0;
        for (Future<Boolean> each : running) {
          renamed += each.get() ? 1 : 0;
        }
        assertThat(renamed).isOne();
        assertThat(records.keys(Range.all())).hasSize(2).contains("c");
        assertThat(records.existsAll(List.of("a", "b"))).hasSize(1);
        records.deleteRange(Range.all());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Map<String, byte[]> filled() {
    Map<String, byte[]> values = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      values.put("k" + i, i % 4 == 0 ? noise(i) : new byte[i]);
    }
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    records.putAll(values);
    values.keySet().forEach(records::get);
    return values;
  }

  private void assertHolds(String name, Map<String, byte[]> values) {
    RecordRepository<byte[], String> records = store.records(name, byte[].class);
    assertThat(records.count()).isEqualTo(values.size());
    values.forEach((key, value) -> assertThat(records.get(key)).as(key).hasValue(value));
    assertReferences(name, values.values().stream().filter(each -> each.length > 1000).count());
  }

  @Test
  void aCollectionIsRenamedAsAWhole() {
    String newName = collection + " new";
    Map<String, byte[]> values = filled();
    RecordRepository<byte[], String> old = store.records(collection, byte[].class);
    RecordRepository<byte[], String> now = store.records(newName, byte[].class);
    old.put("expired", noise(100));
    now.put("k1", noise(101));
    expire("expired");
    update("update coffer_record set expires_at = created_at where collection = ?", newName);
    engine.forgetCached();
    Map<String, StoredValue<byte[], String>> before = old.findAll(values.keySet());
    assertThat(now.get("k1")).isEmpty();

    assertThat(store.renameCollection(collection, newName)).isEqualTo(40);

    assertHolds(newName, values);
    before.forEach(
        (key, each) -> {
          StoredValue<byte[], String> after = now.find(key).orElseThrow();
          assertThat(after.version()).isGreaterThan(each.version());
          assertThat(after.createdAt()).isEqualTo(each.createdAt());
        });
    assertThat(old.get("k0")).isEmpty();
    assertThat(rows()).isZero();
    assertThat(store.renameCollection(collection, newName + "er")).isZero();
    assertThat(store.renameCollection(newName, newName)).isEqualTo(40);
  }

  @Test
  void aCollectionWithRecordsIsNotRenamedTo() {
    String newName = collection + " new";
    Map<String, byte[]> values = filled();
    long version = store.store(newName, "present", "value").version();

    assertThatThrownBy(() -> store.renameCollection(collection, newName))
        .isInstanceOfSatisfying(
            RecordConflictException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(newName);
              assertThat(e.key()).isEqualTo("present");
              assertThat(e.actualVersion()).isEqualTo(version);
            })
        .hasMessageContaining(collection);
    assertHolds(collection, values);
    assertThatThrownBy(() -> store.renameCollection(collection, ""))
        .isInstanceOf(RecordKeyException.class);
  }

  @Test
  void aHostsTransactionDecidesOverARenameOfACollection() {
    String newName = collection + " new";
    Map<String, byte[]> values = filled();
    for (boolean commit : new boolean[] {false, true}) {
      inHost(
          commit,
          joined -> {
            joined.renameCollection(collection, newName);
            assertThat(joined.records(newName, byte[].class).get("k4")).hasValue(noise(4));
            assertThat(joined.records(collection, byte[].class).get("k4")).isEmpty();
            assertThat(store.records(collection, byte[].class).get("k4")).hasValue(noise(4));
          });
      assertHolds(commit ? newName : collection, values);
    }
  }

  @Test
  void recordsAreReadWithTheDictionaryOfTheirFormerCollection() {
    RecordRepository<String, Integer> records =
        store.records(collection, String.class, Integer.class);
    Random random = new Random(3);
    Map<Integer, String> values = new TreeMap<>();
    for (int i = 0; i < 2000; i++) {
      values.put(
          i,
          "{\"name\": \"player %d\", \"achievements\": [\"first blood\", \"%d\"], \"level\": %d}"
              .formatted(random.nextInt(), random.nextInt(), random.nextInt(100)));
    }
    records.putAll(values);
    OwnTransactions own = new OwnTransactions(sessions, dialect, WRITABLE, statistics);
    String dictionary = engine.dictionaryTraining().train(own, collection).dictionary();
    assertThat(dictionary).isNotNull();
    records.deleteRange(Range.all());
    records.putAll(values);

    store.renameCollection(collection, collection + " new");

    // An engine that has loaded nothing yet.
    RecordRepository<String, Integer> moved =
        store(engine(SETTINGS)).records(collection + " new", String.class, Integer.class);
    assertThat(moved.getAll(values.keySet())).isEqualTo(values);
    assertThat(
            number(
                "select count(*) from coffer_dictionary where collection = ?", collection + " new"))
        .isOne();
    assertThat(
            number(
                "select count(*) from coffer_common_dictionary where collection = ?",
                collection + " new"))
        .as("the copy is a common dictionary too")
        .isOne();
  }
}
