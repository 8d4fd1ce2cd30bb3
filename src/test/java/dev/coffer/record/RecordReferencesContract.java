package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** A content that a record holds is referred to, and no other is, whichever way it was written. */
abstract class RecordReferencesContract extends RecordFixture {

  private static final byte[] SMALL = {1, 2, 3};

  private static byte[] large(int seed) {
    byte[] bytes = new byte[3000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private RecordRepository<byte[], String> records() {
    return store.records(collection, byte[].class);
  }

  /** The records that hold contents are those with references, to the same contents. */
  private void assertReferences(long expected) {
    assertThat(
            number("select count(*) from coffer_record_content where collection = ?", collection))
        .isEqualTo(expected);
    assertThat(
            number(
                "select count(*) from coffer_record r join coffer_record_content c"
                    + " on c.collection = r.collection and c.record_key = r.record_key"
                    + " and c.content_id = r.content_id where r.collection = ?",
                collection))
        .isEqualTo(expected);
    assertThat(
            number(
                "select count(*) from coffer_record where collection = ? and frame is null",
                collection))
        .isEqualTo(expected);
  }

  @Test
  void theDatabaseKeepsTheContentOfARecord() {
    records().put("a", large(1));

    assertReferences(1);
    String ids = "(select content_id from coffer_record where collection = ?)";
    update("delete from coffer_frame where content_id in " + ids, collection);

    assertThatThrownBy(() -> update("delete from coffer_content where id in " + ids, collection))
        .rootCause()
        .message()
        .containsIgnoringCase("fk_coffer_record_content");
  }

  @Test
  void referencesFollowTheValuesOfAllKindsOfPuts() {
    List<BiConsumer<String, byte[]>> puts =
        List.of(
            (key, value) -> records().put(key, value),
            (key, value) -> records().putAll(Map.of(key, value)),
            this::putInHost,
            (key, value) ->
                records()
                    .putIfVersion(
                        key, value, records().find(key).map(StoredValue::version).orElse(0L)));
    for (BiConsumer<String, byte[]> put : puts) {
      records().put("a", SMALL);
      put.accept("a", large(1));
      assertReferences(1);
      put.accept("a", large(2));
      assertReferences(1);
      put.accept("a", large(2));
      assertReferences(1);
      put.accept("a", SMALL);
      assertReferences(0);
    }
  }

  @Test
  void referencesOfNewRecordsAreAdded() {
    Map<String, byte[]> values = new TreeMap<>();
    for (int i = 0; i < 150; i++) {
      values.put("k" + i, i % 2 == 0 ? large(i) : SMALL);
    }
    records().putAll(values);
    assertReferences(75);

    Map<String, byte[]> more = new TreeMap<>();
    values.forEach((key, value) -> more.put("more " + key, value));
    records().putAll(more);
    records().putIfAbsent("b", large(1));

    assertReferences(151);
  }

  @Test
  void anExpiredRecordThatIsPutAgainRefersToItsNewContent() {
    records().put("a", large(1));
    expire("a");
    records().putIfAbsent("a", large(2));
    assertReferences(1);

    expire("a");
    records().putIfAbsent("a", SMALL);
    assertReferences(0);
  }

  @Test
  void referencesGoWithTheirRecords() {
    records().putAll(Map.of("a", large(1), "b", large(2), "c", SMALL));
    records().deleteAll(List.of("a", "c"));

    assertReferences(1);
  }

  @Test
  void aReferenceThatWasLeftOverIsReplaced() {
    records().put("other", large(1));
    records().put("a", SMALL);
    update(
        "insert into coffer_record_content (collection, record_key, content_id)"
            + " select collection, 'a', content_id from coffer_record"
            + " where collection = ? and record_key = 'other'",
        collection);

    records().put("a", large(2));

    assertReferences(2);
  }

  private void putInHost(String key, byte[] value) {
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      in(session).records(collection, byte[].class).put(key, value);
      session.getTransaction().commit();
    }
  }
}
