package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ActiveTransactionException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.RecordKeyException;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.dialect.Dialect;
import dev.coffer.maintenance.ErasureReport;
import dev.coffer.maintenance.ErasureReport.Found;
import dev.coffer.record.Expiry;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.stats.CacheTier;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The erasure of records, on every database. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class EraseContract {
  private static final String NOTES = "notes";

  /** A phrase that is in the erased values alone. */
  private static final String SECRET = "the secret of alice is the colour ";

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withDictionaries(DictionarySettings.defaults().withMode(DictionaryMode.DENSE));
  }

  private Coffer open() {
    return Coffer.open(settings());
  }

  private static RecordRepository<byte[], String> notes(Coffer coffer) {
    return coffer.records(NOTES, byte[].class);
  }

  private static byte[] note(int number) {
    return ("{\"note\":" + number + ",\"text\":\"remember the milk, the bread and the keys\"}")
        .getBytes(UTF_8);
  }

  /** Values from which a dictionary is made that contains the secret. */
  private static Map<String, byte[]> secrets() {
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      secrets.put(
          "alice " + i, ("{\"note\":" + i + ",\"text\":\"" + SECRET + i + "\"}").getBytes(UTF_8));
    }
    return secrets;
  }

  /** Whether a text is in a column of a table of Coffer. */
  private boolean holds(String text) throws SQLException {
    for (String table :
        List.of(
            "coffer_record",
            "coffer_dictionary",
            "coffer_recompression",
            "coffer_task",
            "coffer_damage")) {
      try (Connection connection = database.connect();
          PreparedStatement query = connection.prepareStatement("select * from " + table);
          ResultSet rows = query.executeQuery()) {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
          ByteArrayOutputStream row = new ByteArrayOutputStream();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = rows.getObject(i);
            byte[] bytes =
                value instanceof byte[] binary ? binary : String.valueOf(value).getBytes(UTF_8);
            row.writeBytes(bytes);
          }
          if (row.toString(UTF_8).contains(text)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  @Test
  void removesTheRowAndTheDictionaryAndKeepsTheOtherValues() throws SQLException {
    Map<String, byte[]> secrets = secrets();
    try (Coffer coffer = open()) {
      notes(coffer).putAll(secrets);
      String id = coffer.trainDictionary(NOTES).dictionary();
      assertThat(id).isNotNull();
      assertThat(holds(SECRET)).as("in the dictionary").isTrue();
      secrets.keySet().stream().skip(1).forEach(key -> notes(coffer).delete(key));
      notes(coffer).put("other", note(1));
      notes(coffer).put("alice 0", secrets.getOrDefault("alice 0", new byte[0]));
      assertThat(notes(coffer).get("alice 0")).isPresent();

      ErasureReport report = coffer.erase(NOTES, "alice 0");

      assertThat(report.record()).isEqualTo(Found.LIVE);
      assertThat(report.content()).isNull();
      assertThat(report.dictionaries())
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.id()).isEqualTo(id);
                assertThat(each.deleted()).isTrue();
                assertThat(each.reason()).isNull();
                assertThat(each.collection()).isEqualTo(NOTES);
              });
      assertThat(report.isComplete()).isTrue();
      assertThat(report.remainders())
          .extracting(ErasureReport.Remainder::place)
          .contains("backups, replicas and exports", "the storage of the database");
      assertThat(notes(coffer).get("alice 0")).isEmpty();
      assertThat(notes(coffer).get("other")).contains(note(1));
      assertThat(number("select count(*) from coffer_dictionary")).isZero();
      assertThat(holds(SECRET)).isFalse();
      assertThat(holds("alice 0")).isFalse();
      assertThat(coffer.verify().isClean()).isTrue();
    }
  }

  @Test
  void removesTheKeyFromNotesOfMaintenance() throws SQLException {
    try (Coffer coffer = open()) {
      notes(coffer).put("alice", note(1));
      coffer.recompress();
      execute(
          "insert into coffer_damage (collection, record_key, found_at, problem) values ('notes',"
              + " 'alice', timestamp '2026-01-01 00:00:00', 'the record alice is damaged')");
      execute("update coffer_recompression set pass_after = 'alice' where collection = 'notes'");
      execute(
          "insert into coffer_task (task, run, progress) values ('scrub', 1,"
              + " '2026-01-01T00:00:00Z 5 notes=alice')");
      assertThat(holds("alice")).isTrue();

      coffer.erase(NOTES, "alice");

      assertThat(holds("alice")).isFalse();
    }
  }

  @Test
  void removesAnExpiredRecord() throws SQLException {
    try (Coffer coffer = open()) {
      notes(coffer).put("alice", note(1), Expiry.after(Duration.ofHours(1)));
      execute("update coffer_record set expires_at = timestamp '2001-01-01 00:00:00'");

      assertThat(coffer.erase(NOTES, "alice").record()).isEqualTo(Found.EXPIRED);

      assertThat(number("select count(*) from coffer_record")).isZero();
    }
  }

  @Test
  void removesTheDictionaryOfARecordThatIsAbsent() throws SQLException {
    try (Coffer coffer = open()) {
      notes(coffer).putAll(secrets());
      assertThat(coffer.trainDictionary(NOTES).dictionary()).isNotNull();
      notes(coffer).put("other", note(1));
      notes(coffer).deleteAll(secrets().keySet());

      ErasureReport report = coffer.erase(NOTES, "alice 0");

      assertThat(report.record()).isEqualTo(Found.ABSENT);
      assertThat(report.dictionaries()).singleElement().matches(each -> each.deleted());
      assertThat(report.remainders())
          .extracting(ErasureReport.Remainder::place)
          .contains("the content of a value that was deleted earlier");
      assertThat(holds(SECRET)).isFalse();
      assertThat(notes(coffer).get("other")).contains(note(1));
      assertThat(coffer.erase("no such collection", "key").isComplete()).isTrue();
    }
  }

  @Test
  void removesTheContentUnlessItIsInUse() throws SQLException {
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    byte[] shared = new byte[100_000];
    new Random(2).nextBytes(shared);
    try (Coffer coffer = open()) {
      notes(coffer).put("large", large);
      notes(coffer).put("shared", shared);
      notes(coffer).put("also", shared);
      assertThat(notes(coffer).get("large")).isPresent();

      ErasureReport.Content content = coffer.erase(NOTES, "large").content();
      ErasureReport report = coffer.erase(NOTES, "shared");

      assertThat(content).isNotNull().matches(ErasureReport.Content::deleted);
      ErasureReport.Content kept = Objects.requireNonNull(report.content());
      assertThat(kept.deleted()).isFalse();
      assertThat(kept.references()).containsEntry("coffer_record_content", 1L);
      assertThat(report.remainders())
          .extracting(ErasureReport.Remainder::place)
          .contains("the content " + kept.hash());
      assertThat(number("select count(*) from coffer_content")).isEqualTo(1);
      assertThat(number("select count(*) from coffer_part")).isZero();
      assertThat(notes(coffer).get("also")).contains(shared);

      assertThat(coffer.erase(NOTES, "also").content()).matches(ErasureReport.Content::deleted);
      assertThat(number("select count(*) from coffer_content")).isZero();
    }
  }

  @Test
  void namesTheContentsToWhichTheValueRefers() throws SQLException {
    record Photo(ContentHash hash) {}
    try (Coffer coffer = open()) {
      ContentHash hash = coffer.contents().stage(new byte[] {1, 2, 3}).hash();
      coffer.records("photos", Photo.class).put("alice", new Photo(hash));

      assertThat(coffer.erase("photos", "alice").remainders())
          .extracting(ErasureReport.Remainder::place)
          .contains("the contents to which the value referred, 1");
      assertThat(number("select count(*) from coffer_content")).isEqualTo(1);
    }
  }

  @Test
  void removesTheValueFromTheCachesOfTheProcess() {
    byte[] content = new byte[100_000];
    new Random(1).nextBytes(content);
    for (RecordCacheMode mode : RecordCacheMode.values()) {
      try (Coffer coffer = Coffer.open(settings().withRecordCache(mode))) {
        for (byte[] value : List.of(note(1), content)) {
          notes(coffer).put("alice", value);
          assertThat(notes(coffer).get("alice")).contains(value);
          coffer.erase(NOTES, "alice");
          long fromMemory = fromMemory(coffer);
          assertThat(notes(coffer).get("alice")).isEmpty();
          assertThat(fromMemory(coffer)).isEqualTo(fromMemory);
        }
      }
    }
  }

  private static long fromMemory(Coffer coffer) {
    Map<CacheTier, Long> reads = coffer.statistics().reads();
    return reads.getOrDefault(CacheTier.HEAP, 0L) + reads.getOrDefault(CacheTier.SECOND_LEVEL, 0L);
  }

  @Test
  void removesTheDictionaryFromTheOtherNameOfTheCollection() throws SQLException {
    try (Coffer coffer = open()) {
      notes(coffer).putAll(secrets());
      assertThat(coffer.trainDictionary(NOTES).dictionary()).isNotNull();
      notes(coffer).put("other", note(1));
      coffer.records().renameCollection(NOTES, "memos");
      coffer.records("memos", byte[].class).deleteAll(secrets().keySet());

      ErasureReport report = coffer.erase("memos", "alice 0");

      assertThat(report.dictionaries())
          .extracting(ErasureReport.Dictionary::collection)
          .containsExactly("memos", NOTES);
      assertThat(holds(SECRET)).isFalse();
      assertThat(coffer.records("memos", byte[].class).get("other")).contains(note(1));
    }
  }

  @Test
  void losesNoValueOfAnOpenTransaction() throws Exception {
    try (Coffer coffer = open();
        SessionFactory sessions = SessionFactories.over(database);
        Coffer joined = Coffer.over(sessions).build();
        EntityManager host = sessions.createEntityManager()) {
      notes(coffer).putAll(secrets());
      assertThat(coffer.trainDictionary(NOTES).dictionary()).isNotNull();
      host.getTransaction().begin();
      joined.in(host).records(NOTES, byte[].class).put("open", note(1));
      CompletableFuture<ErasureReport> erasing =
          CompletableFuture.supplyAsync(() -> coffer.erase(NOTES, "alice 0"));
      if (database.product() == Dialect.Product.H2) {
        assertThat(erasing.get().isComplete()).isFalse();
        assertThat(erasing.get().dictionaries())
            .singleElement()
            .satisfies(each -> assertThat(each.reason()).contains("transaction"));
      }
      host.getTransaction().commit();
      erasing.get();

      assertThat(coffer.erase(NOTES, "alice 0").isComplete()).isTrue();
      assertThat(number("select count(*) from coffer_dictionary")).isZero();
      assertThat(notes(coffer).get("open")).contains(note(1));
      assertThat(coffer.verify().isClean()).isTrue();
    }
  }

  @Test
  void refusesATransactionOfTheHostAndInvalidKeys() {
    try (SessionFactory sessions = SessionFactories.over(database);
        EntityManager host = sessions.createEntityManager();
        Coffer own = open()) {
      boolean[] joins = {false};
      try (Coffer coffer = Coffer.over(sessions).joining(() -> joins[0] ? host : null).build()) {
        notes(coffer).put("alice", note(1));
        joins[0] = true;
        host.getTransaction().begin();
        assertThatThrownBy(() -> coffer.erase(NOTES, "alice"))
            .isInstanceOf(ActiveTransactionException.class)
            .hasMessageContainingAll("alice", NOTES);
        host.getTransaction().rollback();
        joins[0] = false;
        assertThat(notes(coffer).get("alice")).isPresent();
      }
      assertThatThrownBy(() -> own.erase(NOTES, "")).isInstanceOf(RecordKeyException.class);
      assertThatThrownBy(() -> own.erase("", "alice")).isInstanceOf(RecordKeyException.class);
    }
  }
}
