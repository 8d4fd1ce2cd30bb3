package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.testing.FailingConnections;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The error of a write with a lost answer, on every database. */
abstract class UnknownOutcomeContract {

  private final FailingConnections connections = new FailingConnections();
  private TestDatabase database;
  private SessionFactory sessions;
  private Coffer coffer;
  private RecordRepository<String, String> names;

  abstract TestDatabase newDatabase();

  /** The call by which a put replaces a record. */
  String callOfPut() {
    return "executeQuery";
  }

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    sessions =
        SessionFactories.over(
            database,
            Map.of("hibernate.connection.datasource", connections.around(database.dataSource())));
    coffer = Coffer.over(sessions).recordCache(RecordCacheMode.SINGLE_NODE).build();
    names = coffer.records("names", String.class, String.class);
  }

  @AfterEach
  void close() {
    coffer.close();
    sessions.close();
    database.close();
  }

  /** With the value in memory, the put is one statement without a query. */
  @Test
  void aSinglePutNamesItsRecordAndLeavesNoWrongValueInMemory() {
    names.put("a", "before");
    assertThat(names.get("a")).contains("before");
    connections.losingAnswerOf("PreparedStatement." + callOfPut());

    UnknownOutcomeException unknown = unknown(() -> names.put("a", "after"));

    assertThat(unknown.operation()).isEqualTo("put");
    assertThat(unknown.collection()).isEqualTo("names");
    assertThat(unknown.keys()).containsExactly("a");
    assertThat(unknown.hashes()).isEmpty();
    assertThat(names.get("a")).contains("after");
  }

  @Test
  void aConditionalPutIsNotRefusedBecauseOfItsOwnWrite() {
    connections.losingAnswerOf("Connection.commit");

    assertThat(unknown(() -> names.putIfAbsent("a", "mine")).keys()).containsExactly("a");

    StoredValue<String, String> found = names.find("a").orElseThrow();
    assertThat(found.value()).isEqualTo("mine");
    assertThat(found.updatedAt()).as("written once").isEqualTo(found.createdAt());
  }

  @Test
  void aBatchAndADeleteNameTheirRecords() {
    connections.losingAnswerOf("Connection.commit");
    assertThat(unknown(() -> names.putAll(Map.of("a", "1", "b", "2"))).keys())
        .containsExactly("a", "b");
    assertThat(names.getAll(List.of("a", "b"))).hasSize(2);

    connections.losingAnswerOf("Connection.commit");
    assertThat(unknown(() -> names.delete("a")).operation()).isEqualTo("delete");
    assertThat(names.get("a")).isEmpty();
  }

  @Test
  void renamesNameTheirRecordsOrTheirCollection() {
    names.put("a", "1");
    assertThat(names.get("a")).contains("1");
    connections.losingAnswerOf("Connection.commit");
    UnknownOutcomeException ofRecord = unknown(() -> names.rename("a", "b"));
    assertThat(ofRecord.operation()).isEqualTo("rename");
    assertThat(ofRecord.keys()).containsExactly("a", "b");
    assertThat(names.get("a")).isEmpty();
    assertThat(names.get("b")).contains("1");

    connections.losingAnswerOf("Connection.commit");
    UnknownOutcomeException ofAll =
        unknown(() -> coffer.records().renameCollection("names", "others"));
    assertThat(ofAll).hasMessageContaining("the rename of collection 'names'");
    assertThat(ofAll.keys()).isEmpty();
    assertThat(names.get("b")).isEmpty();
  }

  @Test
  void aTransactionOfSeveralOperationsNamesItsRecordsAndIsNotReplayed() {
    names.put("a", "before");
    assertThat(names.get("a")).contains("before");
    AtomicInteger runs = new AtomicInteger();
    connections.losingAnswerOf("Connection.commit");

    UnknownOutcomeException unknown =
        unknown(
            () ->
                coffer.runInTransaction(
                    stores -> {
                      runs.incrementAndGet();
                      stores.store("names", "a", "after");
                      stores.store("names", "b", "after");
                    }));

    assertThat(runs).hasValue(1);
    assertThat(unknown.collection()).isEqualTo("names");
    assertThat(unknown.keys()).containsExactly("a", "b");
    assertThat(names.get("a")).contains("after");
  }

  @Test
  void aContentNamesItsHashAndMayBeStoredAgain() {
    byte[] bytes = "a content".getBytes(UTF_8);
    connections.losingAnswerOf("Connection.commit");

    UnknownOutcomeException unknown = unknown(() -> coffer.contents().store(bytes));

    assertThat(unknown.operation()).isEqualTo("store");
    assertThat(unknown.collection()).isNull();
    assertThat(unknown.hashes()).containsExactly(coffer.contents().store(bytes).hash());
    assertThat(coffer.contents().references(unknown.hashes().get(0))).isEqualTo(1);

    connections.losingAnswerOf("Connection.commit");
    UnknownOutcomeException release =
        unknown(() -> coffer.contents().release(unknown.hashes().get(0)));
    assertThat(release.operation()).isEqualTo("release");
  }

  private static UnknownOutcomeException unknown(ThrowingCallable write) {
    return catchThrowableOfType(UnknownOutcomeException.class, write);
  }
}
