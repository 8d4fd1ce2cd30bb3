package dev.coffer.maintenance.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.dialect.Dialect;
import dev.coffer.maintenance.CollectionDictionary;
import dev.coffer.maintenance.CollectionProfile;
import dev.coffer.maintenance.CollectionProfile.AgeClass;
import dev.coffer.maintenance.CollectionProfile.CodecShare;
import dev.coffer.maintenance.CollectionProfile.SizeClass;
import dev.coffer.maintenance.CollectionReport;
import dev.coffer.record.Expiry;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The profile of a collection, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class CollectionProfileContract {
  private TestDatabase database;
  private Coffer coffer;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    coffer =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(database.user())
                .withPassword(database.password())
                .withDictionaries(DictionarySettings.defaults().withMode(DictionaryMode.DENSE)));
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** The records of each class of sizes that has some, by its smallest size. */
  private static Map<Long, Long> sizes(CollectionProfile profile) {
    Map<Long, Long> sizes = new LinkedHashMap<>();
    for (SizeClass each : profile.sizes()) {
      if (each.records() > 0) {
        sizes.put(each.least(), each.records());
      }
    }
    return sizes;
  }

  @Test
  void sizesAreClassesOfPowersOfTwo() {
    Map<String, byte[]> values = new LinkedHashMap<>();
    for (int size : List.of(1, 2, 3, 4, 1023, 1024, 1025, 2_000_000)) {
      values.put("size " + size, noise(size));
    }
    coffer.storeBatch("files", values);
    coffer.store("others", "a", noise(100));

    CollectionProfile profile = coffer.profile("files");

    assertThat(profile.collection()).isEqualTo("files");
    assertThat(profile.records()).isEqualTo(8);
    assertThat(sizes(profile))
        .containsExactly(
            Map.entry(1L, 1L),
            Map.entry(2L, 2L),
            Map.entry(4L, 1L),
            Map.entry(512L, 1L),
            Map.entry(1024L, 2L),
            Map.entry(1L << 20, 1L));
    assertThat(profile.sizes()).hasSize(21);
    assertThat(profile.sizes().get(20))
        .isEqualTo(new SizeClass(1L << 20, (1L << 21) - 1, 1, 2_000_000));
    assertThat(profile.sizes()).allMatch(each -> each.most() == 2 * each.least() - 1);
    assertThat(profile.sizes().get(10).logicalBytes()).isEqualTo(1024 + 1025);
  }

  @Test
  void anEmptyValueHasAClassOfItsOwn() {
    coffer.store("files", "empty", new byte[0]);

    assertThat(coffer.profile("files").sizes()).containsExactly(new SizeClass(0, 0, 1, 0));
  }

  @Test
  void theCodecsOfFramesAreTold() throws SQLException {
    for (int i = 0; i < 400; i++) {
      coffer.store("notes", "key " + i, note(i));
    }
    coffer.store("notes", "noise", noise(3_000));
    assertThat(coffer.trainDictionary("notes").dictionary()).isNotNull();
    for (int i = 0; i < 100; i++) {
      coffer.store("notes", "new " + i, note(1_000 + i));
    }
    coffer.store("notes", "damaged", note(5_000));
    execute("update coffer_record set frame = " + empty() + " where record_key = 'damaged'");

    CollectionProfile profile = coffer.profile("notes");

    CollectionReport report = coffer.report().collections().get(0);
    assertThat(profile.inline().stream().mapToLong(CodecShare::frames).sum())
        .isEqualTo(profile.records())
        .isEqualTo(502);
    assertThat(profile.inline().stream().mapToLong(CodecShare::rawBytes).sum())
        .isEqualTo(report.logicalBytes());
    assertThat(profile.inline().stream().mapToLong(CodecShare::storedBytes).sum())
        .isEqualTo(report.storedBytes());
    assertThat(share(profile.inline(), "raw", false).rawBytes()).isGreaterThanOrEqualTo(3_000);
    assertThat(share(profile.inline(), "zstd", true).frames()).isBetween(90L, 501L);
    assertThat(share(profile.inline(), "zstd", true).storedBytes())
        .isLessThan(share(profile.inline(), "zstd", true).rawBytes());
    assertThat(share(profile.inline(), "unknown", false).frames()).isEqualTo(1);
    assertThat(share(profile.inline(), "unknown", false).storedBytes()).isZero();
    assertThat(profile.contents().records()).isZero();
    assertThat(profile.sampledContents()).isEmpty();
  }

  @Test
  void theDictionaryOfEachCollectionIsTold() {
    assertThat(coffer.dictionaries()).isEmpty();
    Map<String, byte[]> notes = new LinkedHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      notes.put("key " + i, note(i));
    }
    coffer.storeBatch("others", notes);
    coffer.store("nothing", "alike", noise(100));
    coffer.storeBatch("notes", notes);
    String dense = coffer.trainDictionary("notes").dictionary();

    List<CollectionDictionary> dictionaries = coffer.dictionaries();

    assertThat(dictionaries)
        .extracting(CollectionDictionary::collection)
        .containsExactly("notes", "others");
    assertThat(dictionaries.get(0))
        .isEqualTo(
            new CollectionDictionary("notes", String.valueOf(dense), OptionalDouble.empty()));
    assertThat(dictionaries.get(1).gain().orElseThrow()).isBetween(1.5, 10.0);
    coffer.forgetDictionary("notes");
    assertThat(coffer.dictionaries()).containsExactly(dictionaries.get(1));
  }

  private String empty() {
    return database.product() == Dialect.Product.POSTGRESQL ? "''::bytea" : "x''";
  }

  private static CodecShare share(List<CodecShare> shares, String codec, boolean dictionary) {
    return shares.stream()
        .filter(each -> each.codec().equals(codec) && each.dictionary() == dictionary)
        .findFirst()
        .orElseThrow(() -> new AssertionError(shares));
  }

  private static byte[] note(int number) {
    return ("{\"note\":" + number + ",\"text\":\"remember the milk, the bread and the keys\"}")
        .getBytes(UTF_8);
  }

  @Test
  void contentsAreCountedOnceAndSampled() {
    byte[] text = "all work and no play ".repeat(50_000).getBytes(UTF_8);
    byte[] noise = noise(3_000_000);
    coffer.storeBatch("files", Map.of("a", text, "b", text, "c", noise, "d", new byte[3]));
    coffer.store("others", "e", noise(50_000));

    CollectionProfile profile = coffer.profile("files");

    assertThat(profile.records()).isEqualTo(4);
    assertThat(profile.contents().records()).isEqualTo(3);
    assertThat(profile.contents().logicalBytes()).isEqualTo(2L * text.length + noise.length);
    assertThat(profile.contents().uniqueBytes()).isEqualTo((long) text.length + noise.length);
    assertThat(profile.contents().savedByDeduplication()).isEqualTo(text.length);
    assertThat(profile.contents().savedByCompression()).isGreaterThan(text.length / 2);
    assertThat(profile.inline()).extracting(CodecShare::frames).containsExactly(1L);
    assertThat(profile.sampledContents().stream().mapToLong(CodecShare::frames).sum())
        .isEqualTo(profile.contents().frames())
        .isGreaterThan(2);
    assertThat(share(profile.sampledContents(), "raw", false).rawBytes()).isEqualTo(noise.length);
    assertThat(share(profile.sampledContents(), "zstd", false).rawBytes()).isEqualTo(text.length);
  }

  @Test
  void aLargeCollectionOfContentsIsSampled() {
    Map<String, byte[]> values = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      values.put("key " + i, noise(10_000 + i));
    }
    coffer.storeBatch("files", values);

    CollectionProfile profile = coffer.profile("files");

    assertThat(profile.contents().frames()).isEqualTo(300);
    assertThat(share(profile.sampledContents(), "raw", false).frames()).isBetween(20L, 64L);
  }

  @Test
  void agesCountFromTheLastChange() throws SQLException {
    for (String key : List.of("now", "week", "year", "updated")) {
      coffer.store("notes", key, "text");
    }
    execute("update coffer_record set created_at = timestamp '2020-01-01 00:00:00'");
    Instant now = Instant.now();
    execute(age("week", now.minus(Duration.ofDays(8))));
    execute(age("updated", now.minus(Duration.ofHours(5))));
    execute(age("now", now));

    CollectionProfile profile = coffer.profile("notes");

    assertThat(profile.ages())
        .extracting(AgeClass::records)
        .containsExactly(1L, 1L, 0L, 1L, 0L, 0L, 1L);
    assertThat(profile.ages().get(0).atLeast()).isEqualTo(Duration.ZERO);
    assertThat(profile.ages().get(6).below()).isNull();
    for (int i = 1; i < profile.ages().size(); i++) {
      assertThat(profile.ages().get(i).atLeast()).isEqualTo(profile.ages().get(i - 1).below());
    }
    assertThat(profile.lastChange())
        .isBetween(now.minus(Duration.ofSeconds(1)), now.plus(Duration.ofSeconds(1)));
  }

  private static String age(String key, Instant time) {
    String text = time.toString().replace('T', ' ').substring(0, 19);
    return "update coffer_record set updated_at = timestamp '"
        + text
        + "' where record_key = '"
        + key
        + "'";
  }

  @Test
  void expiringRecordsAreCounted() {
    coffer.records("codes", String.class).put("a", "text", Expiry.after(Duration.ofHours(1)));
    coffer.store("codes", "b", "text");

    assertThat(coffer.profile("codes").expiring()).isEqualTo(1);
    assertThat(coffer.profile("codes").records()).isEqualTo(2);
  }

  @Test
  void aCollectionWithoutRecordsHasAnEmptyProfile() {
    CollectionProfile profile = coffer.profile("none");

    assertThat(profile.records()).isZero();
    assertThat(profile.sizes()).isEmpty();
    assertThat(profile.inline()).isEmpty();
    assertThat(profile.lastChange()).isNull();
    assertThat(profile.ages()).hasSize(7).allMatch(each -> each.records() == 0);
  }
}
