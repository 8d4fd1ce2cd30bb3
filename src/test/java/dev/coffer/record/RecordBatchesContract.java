package dev.coffer.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordKeyException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What reads and deletes of many records promise on every database, in every cache mode. */
abstract class RecordBatchesContract extends RecordFixture {

  private RecordRepository<String, Integer> numbers(int count) {
    RecordRepository<String, Integer> records =
        store.records(collection, String.class, Integer.class);
    Map<Integer, String> values = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      values.put(i, "of " + i);
    }
    records.putAll(values);
    return records;
  }

  /** Reads every record, so that each cache holds them. */
  private static void warm(RecordRepository<String, Integer> records, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(records.get(i)).hasValue("of " + i);
    }
  }

  @Test
  void aRangeIsDeletedAndNothingElse() {
    RecordRepository<String, Integer> records = numbers(1200);
    warm(records, 1200);

    assertThat(records.deleteRange(Range.between(100, 1190).reversed())).isEqualTo(1090);

    assertThat(records.count()).isEqualTo(110);
    for (int i = 0; i < 1200; i++) {
      assertThat(records.get(i).isPresent()).as("%d", i).isEqualTo(i < 100 || i >= 1190);
    }
    assertThat(records.deleteRange(Range.between(100, 1190))).isZero();
    assertThat(records.deleteRange(Range.between(5, 1))).isZero();
    assertThat(statistics.snapshot().recordsDeleted()).isEqualTo(1090);

    assertThat(records.deleteRange(Range.all())).isEqualTo(110);
    assertThat(rows()).isZero();
  }

  @Test
  void aPrefixIsDeletedWithTheReferencesOfItsRecords() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    records.putAll(Map.of("a/1", noise(1), "a/2", noise(2), "b/1", noise(3), "a/3", new byte[1]));

    assertThat(records.deleteRange(Range.prefix("a/"))).isEqualTo(3);

    assertThat(records.get("b/1")).hasValue(noise(3));
    assertThat(
            number("select count(*) from coffer_record_content where collection = ?", collection))
        .isOne();
  }

  /** Records are inserted while later ones are compressed, and a content comes before a record. */
  @Test
  void aContentIsStoredBehindManyRecordsOfItsBatch() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    records.putAll(documents("a", 20));
    for (String batch : List.of("b", "c")) {
      Map<String, byte[]> values = documents(batch, 400);
      values.put(batch + "/399/content", noise(7));
      assertThat(records.putAll(values).values())
          .allSatisfy(put -> assertThat(put.outcome()).isEqualTo(PutOutcome.CREATED));
      assertThat(records.getAll(values.keySet())).hasSize(401);
      values.forEach((key, value) -> assertThat(records.get(key)).hasValue(value));
    }
    assertThat(
            number("select count(*) from coffer_record_content where collection = ?", collection))
        .isEqualTo(2);
    assertThat(statistics.snapshot().recordsCreated()).isEqualTo(822);
  }

  /** Such keys and values are syntax in texts of arrays. */
  @Test
  void newRecordsWithSpecialCharactersAreInsertedTogether() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    records.putAll(documents("a", 20));
    Map<String, byte[]> values = documents("b", 20);
    for (String key :
        List.of("{x,y}", "NULL", "null", "\"", "\\", "'", "a,b", " ", "a b ", "\\x41", "ÿ", "😀")) {
      values.put(key, key.getBytes(UTF_8));
    }
    values.put("empty", new byte[0]);
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    values.put("all bytes", all);

    assertThat(records.putAll(values, Expiry.after(Duration.ofDays(1))).values())
        .allSatisfy(put -> assertThat(put.outcome()).isEqualTo(PutOutcome.CREATED));

    assertThat(records.getAll(values.keySet())).hasSize(values.size());
    values.forEach((key, value) -> assertThat(records.get(key)).hasValue(value));
    assertThat(records.find("{x,y}").orElseThrow().expiresAt()).isNotNull();
    records.putAll(Map.of("after", all, "NULL", all));
    assertThat(records.get("NULL")).hasValue(all);
  }

  /** Documents that are too large to be stored in their records without compression. */
  private static Map<String, byte[]> documents(String batch, int count) {
    Map<String, byte[]> values = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String line = "line %d of the document %s%n".formatted(i, batch);
      values.put("%s/%03d".formatted(batch, i), line.repeat(100).getBytes(UTF_8));
    }
    return values;
  }

  @Test
  void expiredRecordsDoNotCountAsDeleted() {
    RecordRepository<String, String> records = strings();
    records.putAll(Map.of("a", "1", "b", "2"));
    expire("a");

    assertThat(records.deleteRange(Range.all())).isOne();
  }

  @Test
  void recordsThatCannotBeReadAreDeleted() {
    strings().put("no number", "value");
    update("update coffer_record set frame = null where collection = ?", collection);

    assertThat(store.records(collection, String.class, Long.class).deleteRange(Range.all()))
        .isOne();
  }

  @Test
  void inAHostsTransactionARangeIsDeletedAsAWhole() {
    RecordRepository<String, Integer> records = numbers(600);
    warm(records, 600);
    for (boolean commit : new boolean[] {false, true}) {
      try (Session session = sessions.openSession()) {
        session.beginTransaction();
        RecordRepository<String, Integer> joined =
            in(session).records(collection, String.class, Integer.class);
        joined.put(600, "own");
        assertThat(joined.deleteRange(Range.from(10))).isEqualTo(591);
        assertThat(joined.get(11)).isEmpty();
        assertThat(joined.get(600)).isEmpty();
        if (commit) {
          session.getTransaction().commit();
        } else {
          session.getTransaction().rollback();
        }
      }
      assertThat(records.count()).isEqualTo(commit ? 10 : 600);
      assertThat(records.get(599).isPresent()).isEqualTo(!commit);
      assertThat(records.get(9)).isPresent();
    }
  }

  @Test
  void theKeysThatExistAreInTheGivenOrder() {
    RecordRepository<String, String> records = strings();
    Map<String, String> values = new LinkedHashMap<>();
    List.of("b", "a", "c", "A", "a ").forEach(key -> values.put(key, "value"));
    records.putAll(values);
    expire("c");

    assertThat(records.existsAll(List.of("z", "c", "b", "a ", "a", "b", "A")))
        .containsExactly("b", "a ", "a", "A");
    assertThat(records.existsAll(List.of())).isEmpty();
    assertThatThrownBy(() -> records.existsAll(List.of("a", "")))
        .isInstanceOf(RecordKeyException.class);
  }

  @Test
  void manyKeysAreLookedUp() {
    RecordRepository<String, Integer> records = numbers(1500);
    List<Integer> keys = new Random(5).ints(3000, 0, 3000).boxed().distinct().toList();

    List<Integer> expected = keys.stream().filter(key -> key < 1500).toList();
    assertThat(records.existsAll(keys)).containsExactlyElementsOf(expected);
    assertThat(records.findAll(keys).keySet()).containsExactlyElementsOf(expected);
  }

  @Test
  void findAllHasWhatFindHas() {
    RecordRepository<String, String> records = strings();
    records.put("a", "one");
    records.put("a", "two");
    records.put("b", "three");

    for (int round = 0; round < 2; round++) {
      Map<String, StoredValue<String, String>> found = records.findAll(List.of("b", "none", "a"));
      assertThat(found.keySet()).containsExactly("b", "a");
      found.forEach((key, value) -> assertThat(records.find(key)).hasValue(value));
    }
    assertThat(records.findAll(List.of())).isEmpty();
  }

  static byte[] noise(int seed) {
    byte[] bytes = new byte[3000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
