package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordConflictException;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of writes and point reads of records, on every database. */
abstract class RecordRepositoryContract extends RecordFixture {

  @Test
  void putsCreateReplaceAndKeep() {
    RecordRepository<String, String> records = strings();

    Put created = records.put("a", "one");
    assertThat(created.outcome()).isEqualTo(PutOutcome.CREATED);
    assertThat(records.put("a", "two")).isEqualTo(replaced(created, 1));
    assertThat(records.put("a", "two")).isEqualTo(unchanged(created, 1));
    assertThat(records.get("a")).contains("two");
    assertThat(records.get("b")).isEmpty();
  }

  @Test
  void anEqualValueWritesNothing() {
    RecordRepository<String, String> records = strings();
    records.put("a", "one");
    StoredValue<String, String> before = records.find("a").orElseThrow();

    records.put("a", "one");

    assertThat(records.find("a")).contains(before);
  }

  @Test
  void findReturnsTheMetadata() {
    RecordRepository<String, String> records = strings();
    Put put = records.put("a", "one");
    StoredValue<String, String> created = records.find("a").orElseThrow();
    records.put("a", "other", Expiry.after(Duration.ofHours(2)));
    StoredValue<String, String> changed = records.find("a").orElseThrow();

    assertThat(created.key()).isEqualTo("a");
    assertThat(created.version()).isEqualTo(put.version());
    assertThat(created.size()).isEqualTo("\"one\"".length());
    assertThat(created.expiresAt()).isNull();
    assertThat(created.createdAt()).isEqualTo(created.updatedAt());
    assertThat(created.createdAt())
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
    assertThat(changed.version()).isEqualTo(put.version() + 1);
    assertThat(changed.createdAt()).isEqualTo(created.createdAt());
    assertThat(changed.updatedAt()).isAfter(created.updatedAt());
    assertThat(changed.expiresAt()).isEqualTo(changed.updatedAt().plusSeconds(7200));
  }

  @Test
  void batchesKeepTheOrderOfTheirKeys() {
    RecordRepository<String, String> records = strings();
    Put same = records.put("b", "same");
    Put old = records.put("c", "old");
    Map<String, String> values = new LinkedHashMap<>();
    values.put("c", "new");
    values.put("b", "same");
    values.put("a", "first");

    Map<String, Put> puts = records.putAll(values);

    assertThat(puts)
        .containsExactly(
            Map.entry("c", replaced(old, 1)),
            Map.entry("b", unchanged(same, 0)),
            Map.entry("a", new Put(PutOutcome.CREATED, versionOf("a"))));
    assertThat(records.getAll(List.of("c", "missing", "a")))
        .containsExactly(Map.entry("c", "new"), Map.entry("a", "first"));
    assertThat(records.putAll(Map.of())).isEmpty();
    assertThat(records.getAll(List.of())).isEmpty();
  }

  @Test
  void batchesOfThousandsAreWrittenReadAndDeleted() {
    RecordRepository<String, Integer> records =
        store.records(collection, String.class, Integer.class);
    Map<Integer, String> values = new LinkedHashMap<>();
    IntStream.range(0, 2500).forEach(i -> values.put(i, "value " + i));

    Map<Integer, Put> puts = records.putAll(values);
    assertThat(puts).hasSize(2500);
    assertThat(puts.values()).extracting(Put::outcome).containsOnly(PutOutcome.CREATED);
    assertThat(records.find(7).orElseThrow().version()).isEqualTo(at(puts, 7).version());
    values.replaceAll((key, value) -> key % 5 == 0 ? value + " changed" : value);
    Map<Integer, Put> again = records.putAll(values);

    assertThat(at(again, 10)).isEqualTo(replaced(at(puts, 10), 1));
    assertThat(at(again, 11)).isEqualTo(unchanged(at(puts, 11), 0));
    assertThat(records.count()).isEqualTo(2500);
    assertThat(records.getAll(values.keySet())).isEqualTo(values);
    assertThat(records.deleteAll(IntStream.range(1000, 3000).boxed().toList())).isEqualTo(1500);
    assertThat(records.count()).isEqualTo(1000);
  }

  /** A put after puts that created is expected to create too. */
  @Test
  void aReplacementAfterManyInsertsIsRight() {
    RecordRepository<String, String> records = strings();
    Map<String, Put> first = new LinkedHashMap<>();
    for (String key : List.of("a", "b", "c", "d", "e")) {
      first.put(key, records.put(key, "one"));
    }
    assertThat(records.put("a", "two")).isEqualTo(replaced(at(first, "a"), 1));
    records.put("f", "one");
    records.put("g", "one");
    assertThat(records.put("b", "one")).isEqualTo(unchanged(at(first, "b"), 0));
    records.put("h", "one");
    records.put("i", "one");
    assertThat(records.put("c", "one", Expiry.after(Duration.ofHours(1))).outcome())
        .isEqualTo(PutOutcome.UNCHANGED);
    assertThat(records.find("c").orElseThrow().expiresAt()).isNotNull();
    expire("d");
    records.put("j", "one");
    records.put("k", "one");
    assertThat(records.put("d", "one")).isEqualTo(createdAnew(at(first, "d"), 1));
    records.put("l", "one");
    records.put("m", "one");
    assertThat(records.put("e", "x".repeat(100_000))).isEqualTo(replaced(at(first, "e"), 1));
    assertThat(records.get("e")).contains("x".repeat(100_000));
    assertThat(records.get("a")).contains("two");
    assertThat(rows()).isEqualTo(13);
  }

  @Test
  void aBatchWithAnExistingRecordIsWrittenOnce() {
    RecordRepository<String, String> records = strings();
    records.putAll(numbered(0, 100));
    Map<String, Put> first = records.putAll(numbered(100, 200));
    expire("key 150");
    Map<String, String> mixed = numbered(140, 300);
    mixed.put("key 160", "another");

    Map<String, Put> puts = records.putAll(mixed);

    assertThat(at(puts, "key 140")).isEqualTo(unchanged(at(first, "key 140"), 0));
    assertThat(at(puts, "key 150")).isEqualTo(createdAnew(at(first, "key 150"), 1));
    assertThat(at(puts, "key 160")).isEqualTo(replaced(at(first, "key 160"), 1));
    assertThat(at(puts, "key 299").outcome()).isEqualTo(PutOutcome.CREATED);
    assertThat(rows()).isEqualTo(300);
    assertThat(records.get("key 299")).contains("value 299");
    assertThat(versionOf("key 299")).isEqualTo(at(puts, "key 299").version());
  }

  private static Map<String, String> numbered(int from, int to) {
    Map<String, String> values = new LinkedHashMap<>();
    IntStream.range(from, to).forEach(i -> values.put("key " + i, "value " + i));
    return values;
  }

  @Test
  void statementsAreBoundedByBytes() {
    store = store(engine(RecordSettings.defaults().withInlineLimit(64 << 10)));
    RecordRepository<byte[], Integer> records =
        store.records(collection, byte[].class, Integer.class);
    Map<Integer, byte[]> values = new LinkedHashMap<>();
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[60_000];
      random.nextBytes(noise);
      values.put(i, noise);
    }

    records.putAll(values);

    Map<Integer, byte[]> read = records.getAll(values.keySet());
    assertThat(read.keySet()).isEqualTo(values.keySet());
    values.forEach((key, value) -> assertThat(read.get(key)).isEqualTo(value));
    try (var all = records.scan(Range.all())) {
      assertThat(all.map(StoredValue::key)).hasSize(200).isSorted();
    }
  }

  @Test
  void putIfAbsentCreatesOnce() {
    RecordRepository<String, String> records = strings();

    ConditionalPut first = records.putIfAbsent("a", "one");
    long version = versionOf("a");
    assertThat(first).isEqualTo(new ConditionalPut.Done(new Put(PutOutcome.CREATED, version)));
    assertThat(records.putIfAbsent("a", "one")).isEqualTo(new ConditionalPut.Refused(version));
    records.put("a", "two");
    assertThat(records.putIfAbsent("a", "three"))
        .isEqualTo(new ConditionalPut.Refused(version + 1));
    assertThat(records.get("a")).contains("two");
  }

  @Test
  void putIfVersionReplacesOneVersionOnly() {
    RecordRepository<String, String> records = strings();

    assertThat(records.putIfVersion("a", "one", 1)).isEqualTo(new ConditionalPut.Refused(0));
    Put created = records.put("a", "one");
    long version = created.version();
    assertThat(records.putIfVersion("a", "two", version + 1))
        .isEqualTo(new ConditionalPut.Refused(version));
    assertThat(records.putIfVersion("a", "two", version))
        .isEqualTo(new ConditionalPut.Done(replaced(created, 1)));
    assertThat(records.putIfVersion("a", "two", version + 1))
        .isEqualTo(new ConditionalPut.Done(unchanged(created, 1)));
    assertThat(records.get("a")).contains("two");
  }

  @Test
  void version0MeansAnAbsentRecord() {
    RecordRepository<String, String> records = strings();

    long absent = ((ConditionalPut.Refused) records.putIfVersion("a", "one", 7)).actualVersion();
    ConditionalPut created = records.putIfVersion("a", "one", absent);

    assertThat(created)
        .isEqualTo(new ConditionalPut.Done(new Put(PutOutcome.CREATED, versionOf("a"))));
    assertThat(records.putIfVersion("a", "two", absent))
        .isEqualTo(new ConditionalPut.Refused(versionOf("a")));
    assertThat(records.replace("b", "one", 0).outcome()).isEqualTo(PutOutcome.CREATED);
  }

  @Test
  void replaceThrowsIfPutIfVersionRefuses() {
    RecordRepository<String, String> records = strings();
    long version = records.put("a", "one").version();

    assertThat(records.replace("a", "two", version).version()).isEqualTo(version + 1);
    assertThatThrownBy(() -> records.replace("a", "three", version))
        .isInstanceOfSatisfying(
            RecordConflictException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo("a");
              assertThat(e.expectedVersion()).isEqualTo(version);
              assertThat(e.actualVersion()).isEqualTo(version + 1);
            })
        .hasMessageContaining("'a'")
        .hasMessageContaining(collection);
  }

  @Test
  void deleteReturnsWhetherTheRecordExisted() {
    RecordRepository<String, String> records = strings();
    records.putAll(Map.of("a", "1", "b", "2", "c", "3"));

    assertThat(records.delete("a")).isTrue();
    assertThat(records.delete("a")).isFalse();
    long version = versionOf("b");
    assertThat(records.deleteIfVersion("b", version + 1)).isFalse();
    assertThat(records.deleteIfVersion("b", version)).isTrue();
    assertThat(records.deleteAll(List.of("a", "b", "c", "c"))).isEqualTo(1);
    assertThat(records.deleteAll(List.of())).isZero();
    assertThat(rows()).isZero();
  }

  @Test
  void existsAndCountReadTheDatabase() {
    RecordRepository<String, String> records = strings();
    records.put("a", "one");

    assertThat(records.exists("a")).isTrue();
    assertThat(records.exists("A")).isFalse();
    assertThat(records.count()).isEqualTo(1);
    assertThat(store.records(collection + " ", String.class).count()).isZero();
    assertThat(store.records(collection.toUpperCase(java.util.Locale.ROOT), String.class).count())
        .isZero();
  }

  @Test
  void aRollbackIsNotCounted() {
    strings().put("a", "one");
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      RecordRepository<String, String> records = in(manager).records(collection, String.class);
      records.put("b", "one");
      records.putIfAbsent("c", "one");
      records.delete("a");
      manager.getTransaction().rollback();
    }
    var counted = statistics.snapshot();
    assertThat(counted.recordsCreated()).isEqualTo(1);
    assertThat(counted.recordsDeleted()).isZero();
  }

  @Test
  void operationsAreCounted() {
    RecordRepository<String, String> records = strings();
    records.put("a", "one");
    records.put("a", "two");
    records.put("a", "two");
    records.get("a");
    records.get("b");
    records.delete("a");

    var counted = statistics.snapshot();
    assertThat(counted.recordsCreated()).isEqualTo(1);
    assertThat(counted.recordsReplaced()).isEqualTo(1);
    assertThat(counted.recordsUnchanged()).isEqualTo(1);
    assertThat(counted.recordsRead()).isEqualTo(1);
    assertThat(counted.recordsMissed()).isEqualTo(1);
    assertThat(counted.recordsDeleted()).isEqualTo(1);
  }
}
