package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedRecordException;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.content.ContentStore;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.hash.ContentHasher;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.tx.OwnTransactions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Exactly the contents of records have references, for every kind of write. */
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

  /** Asserts that exactly the records with contents have references, to the same contents. */
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
  void aRecordWhoseContentLostItsHashIsDamagedAndIsMendedByAPut() {
    byte[] ofParts = new byte[600_000];
    new Random(9).nextBytes(ofParts);
    records().put("a", SMALL);
    records().put("b", ofParts);
    update(
        "update coffer_content set algorithm = 99 where id ="
            + " (select content_id from coffer_record where collection = ? and record_key = 'b')",
        collection);

    for (Runnable read :
        List.<Runnable>of(
            () -> records().find("b"),
            () -> records().getAll(List.of("a", "b")),
            () -> records().scan(Range.all()).forEach(value -> {}))) {
      assertThatThrownBy(read::run)
          .isInstanceOfSatisfying(
              DamagedRecordException.class, e -> assertThat(e.key()).isEqualTo("b"));
    }

    records().put("b", ofParts);

    assertThat(records().find("b").map(StoredValue::value)).hasValue(ofParts);
    assertReferences(1);
  }

  private ContentStore contents() {
    return new ContentEngine(ContentSettings.defaults(), statistics)
        .over(new OwnTransactions(sessions, dialect, new SchemaAccess(1, 1, "test"), statistics));
  }

  @Test
  void referencesOfAContentMatchItsForeignKeys() {
    records().put("a", large(7));
    records().put("b", large(7));
    records().put("c", SMALL);
    ContentHash hash = ContentHasher.hash(HashAlgorithm.BLAKE3, large(7));
    assertThat(contents().references(hash)).isEqualTo(2);

    // The state after a race of two puts: the record has an inline value and a reference.
    update(
        "update coffer_record set content_id = null where collection = ? and record_key = 'a'",
        collection);
    assertThat(contents().references(hash)).isEqualTo(2);

    update("delete from coffer_record_content where collection = ?", collection);
    assertThat(contents().references(hash)).isZero();
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
  void aLeftoverReferenceIsReplaced() {
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
