package dev.coffer.console;

import static dev.coffer.console.ConsoleClient.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ContentHash;
import dev.coffer.api.RecordKeyException;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.content.Holder;
import dev.coffer.entity.StoredContent;
import dev.coffer.format.RawJson;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.record.Expiry;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console shows and does, on every database. */
abstract class ConsoleContract {
  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"quotes' & <b>&amp;",
          "\u202egnp.exe",
          "line\nbreak\r\ttab",
          "a/b?c=d&e#f;g%00%2e",
          "é😀\u0000nul",
          "  blanks  ",
          "+plus%20");

  /** A value with the hash of a content. */
  record Named(ContentHash hash) {}

  private TestDatabase database;
  private Coffer coffer;
  private ConsoleClient console;
  private ConsoleClient reader;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    coffer =
        Coffer.open(
            OpenSettings.of(database.jdbcUrl())
                .withUser(database.user())
                .withPassword(database.password()));
    console =
        new ConsoleClient(coffer, ConsoleSettings.defaults().withWrite(true).withValues(true));
    reader = new ConsoleClient(coffer, ConsoleSettings.defaults());
  }

  @AfterEach
  void close() {
    coffer.close();
    database.close();
  }

  private RecordRepository<RawJson, String> records(String collection) {
    return coffer.records().records(collection, RawJson.class);
  }

  private void put(String collection, String key, String json) {
    records(collection).put(key, new RawJson(json));
  }

  @Test
  void theStorageIsThatOfTheReport() {
    put("players", "alice", "{\"level\":1}");
    coffer.contents().store(new byte[1000]);

    JsonNode storage = reader.get("storage");

    assertThat(storage.path("records").asLong()).isEqualTo(1);
    assertThat(storage.path("collections").path(0).path("name").asText()).isEqualTo("players");
    assertThat(storage.path("logicalBytes").asLong()).isEqualTo(1011);
    assertThat(storage.path("keptContents").asLong()).isEqualTo(1);
    assertThat(storage.path("contentLogicalBytes").asLong()).isEqualTo(1000);
    assertThat(storage.path("contentStoredBytes").asLong()).isBetween(1L, 999L);
  }

  @Test
  void theHealthHasTheDiagnosis() {
    JsonNode health = reader.get("health");

    assertThat(health.path("database").asText()).isEqualTo(coffer.diagnose().database());
    assertThat(health.path("findings")).hasSameSizeAs(coffer.diagnose().findings());
    assertThat(health.path("damageCount").asInt(-1)).isZero();
    assertThat(health.has("backups")).isFalse();
  }

  @Test
  void collectionsHaveTheirLastWriteAndExpiry() {
    put("players", "alice", "1");
    records("sessions").put("s", new RawJson("2"), Expiry.after(Duration.ofHours(1)));

    JsonNode collections = reader.get("collections").path("collections");

    assertThat(collections).hasSize(2);
    assertThat(collections.path(0).path("expiring").asLong(-1)).isZero();
    assertThat(collections.path(1).path("expiring").asLong()).isEqualTo(1);
    assertThat(collections.path(0).path("dictionary").isNull()).isTrue();
    assertThat(collections.path(0).path("lastWrite").asText())
        .isEqualTo(records("players").find("alice").orElseThrow().updatedAt().toString());
  }

  @Test
  void aCollectionHasItsDictionary() {
    Map<String, RawJson> values = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      values.put(
          "key-%05d".formatted(i),
          new RawJson("{\"name\":\"player %d\",\"achievements\":[\"first\"]}".formatted(i)));
    }
    records("players").putAll(values);
    coffer.trainDictionary("players");

    JsonNode players = reader.get("collections").path("collections").path(0);

    assertThat(players.path("dictionary").asText()).isEqualTo(coffer.dictionaries().get(0).id());
    assertThat(players.path("gain").asDouble()).isGreaterThan(1);
  }

  @Test
  void aCollectionHasDistributions() {
    put("notes", "short", "\"s\"");
    put("notes", "long", "\"" + "long ".repeat(1000) + "\"");
    coffer.records().records("notes", byte[].class).put("large", noise(100_000));

    JsonNode notes = reader.get("collection", "collection", "notes");

    assertThat(notes.path("records").asLong()).isEqualTo(3);
    assertThat(counts(notes.path("sizes"))).startsWith(1L).endsWith(1L).contains(0L);
    assertThat(counts(notes.path("ages"))).startsWith(3L).endsWith(0L);
    assertThat(notes.path("inContents").asLong()).isEqualTo(1);
    Map<String, Long> codecs = new TreeMap<>();
    notes
        .path("codecs")
        .forEach(each -> codecs.put(each.path("codec").asText(), each.path("frames").asLong()));
    assertThat(codecs).containsExactly(entry("raw", 1L), entry("zstd", 1L));
  }

  @Test
  void theHistoryHasADayForEachMeasure() {
    put("players", "alice", "{\"level\":1}");
    assertThat(reader.get("history").path("days")).isEmpty();
    coffer.maintenance().run(MaintenanceTask.MEASURE);

    JsonNode all = reader.get("history").path("days");
    JsonNode players = reader.get("history", "collection", "players", "days", "7").path("days");

    assertThat(all).hasSize(1);
    assertThat(all.path(0).path("records").asLong()).isEqualTo(1);
    assertThat(players.path(0).path("logicalBytes").asLong()).isEqualTo(11);
    assertThat(reader.get("history", "collection", "none").path("days")).isEmpty();
    assertThat(reader.answer("history", "days", "401").status()).isEqualTo(400);
  }

  private static List<Long> counts(JsonNode buckets) {
    List<Long> counts = new ArrayList<>();
    buckets.forEach(each -> counts.add(each.path("records").asLong()));
    return counts;
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void anAbsentCollectionIsNotFound() {
    ConsoleResponse response = reader.answer("collection", "collection", "none");

    assertThat(response.status()).isEqualTo(404);
    assertThat(error(response)).contains("'none'");
  }

  @Test
  void pagesGoThroughManyRecords() {
    Map<String, RawJson> values = new TreeMap<>();
    for (int i = 0; i <= 20_000; i++) {
      values.put("key-%05d".formatted(i), new RawJson(Integer.toString(i)));
    }
    records("many").putAll(values);
    put("many", "key-00042", "\"newer\"");
    List<String> sorted = new ArrayList<>(values.keySet()).subList(0, 2_000);

    assertThat(keys("many", "key", "to", "key-02000")).isEqualTo(sorted);
    assertThat(keys("many", "key", "from", "key-00100", "to", "key-02000"))
        .isEqualTo(sorted.subList(100, 2_000));
    Collections.reverse(sorted);
    assertThat(keys("many", "key-descending", "to", "key-02000")).isEqualTo(sorted);
    assertThat(keys("many", "key-descending", "from", "key-00100", "to", "key-02000"))
        .isEqualTo(sorted.subList(0, 1_900));
    assertThat(keys("many", "newest"))
        .startsWith("key-00042")
        .containsExactlyInAnyOrderElementsOf(values.keySet());
    assertThat(keys("many", "newest", "prefix", "key-0199")).hasSize(10);
    assertThat(keys("many", "newest", "from", "key-00040", "to", "key-00044"))
        .startsWith("key-00042")
        .hasSize(4);
  }

  @Test
  void theNewestRecordsAreThoseWhoseValuesChangedLast() {
    RecordRepository<RawJson, String> records = records("changes");
    List.of("a", "b", "c", "d").forEach(key -> put("changes", key, "1"));
    Instant before = records.find("d").orElseThrow().updatedAt();
    for (int i = 2; !records.find("b").orElseThrow().updatedAt().isAfter(before); i++) {
      put("changes", "b", Integer.toString(i));
    }
    records.touch("c", Expiry.after(Duration.ofDays(1)));
    records.put("gone", new RawJson("1"), Expiry.after(Duration.ofMillis(1)));
    while (records.exists("gone")) {
      Thread.onSpinWait();
    }

    assertThat(keys("changes", "newest"))
        .startsWith("b")
        .containsExactlyElementsOf(
            Stream.of("a", "b", "c", "d")
                .sorted(
                    Comparator.comparing(
                        (String key) -> records.find(key).orElseThrow().updatedAt(),
                        Comparator.reverseOrder()))
                .toList());
    JsonNode byTime = reader.get("records", "collection", "changes", "order", "newest");
    JsonNode byKey = reader.get("records", "collection", "changes");
    assertThat(byTime.path("records")).containsExactlyInAnyOrderElementsOf(byKey.path("records"));
  }

  private List<String> keys(String collection, String order, String... parameters) {
    List<String> all =
        new ArrayList<>(List.of("collection", collection, "order", order, "limit", "500"));
    all.addAll(List.of(parameters));
    return reader.all("records", "records", all.toArray(new String[0])).stream()
        .map(each -> each.path("key").asText())
        .toList();
  }

  @Test
  void hostileKeysAreShownAndDeletedExactly() {
    for (String key : HOSTILE) {
      try {
        put("hostile", key, "{\"<b>\":\"</script>\"}");
      } catch (RecordKeyException refusedByTheDatabase) {
        ConsoleResponse response = console.answer("record", "collection", "hostile", "key", key);
        assertThat(response.status()).isEqualTo(400);
        for (String order : List.of("key", "newest")) {
          assertThat(
                  reader
                      .answer("records", "collection", "hostile", "prefix", key, "order", order)
                      .status())
              .isEqualTo(400);
        }
        continue;
      }
      assertThat(keys("hostile", "key")).containsExactly(key);
      assertThat(keys("hostile", "newest", "prefix", key)).containsExactly(key);
      JsonNode record = console.get("record", "collection", "hostile", "key", key);
      assertThat(record.path("key").asText()).isEqualTo(key);
      assertThat(record.path("value").path("json").asText()).isEqualTo("{\"<b>\":\"</script>\"}");
      String version = record.path("version").asText();

      ConsoleResponse deleted =
          console.write("record/delete", "collection", "hostile", "key", key, "version", version);

      assertThat(deleted.status()).isEqualTo(200);
      assertThat(records("hostile").exists(key)).isFalse();
    }
  }

  @Test
  void aRecordHasItsPlace() {
    put("players", "alice", "{\"level\":1}");
    coffer.records().records("players", byte[].class).put("large", noise(100_000));

    JsonNode alice = reader.get("record", "collection", "players", "key", "alice");
    JsonNode large = reader.get("record", "collection", "players", "key", "large");

    assertThat(alice.path("inline").asBoolean()).isTrue();
    assertThat(alice.path("codec").asText()).isEqualTo("not compressed");
    assertThat(large.path("inline").asBoolean(true)).isFalse();
    assertThat(large.path("size").asLong()).isEqualTo(100_000);
    JsonNode content = reader.get("content", "hash", large.path("content").asText());
    assertThat(content.path("references").path("coffer_record_content").asLong()).isEqualTo(1);
  }

  @Test
  void valuesAreHiddenUnlessTheyAreAllowed() {
    put("players", "alice", "{\"level\":1}");
    coffer.records().records("players", byte[].class).put("bytes", new byte[] {0, 127, -1});
    StoredContent content = coffer.contents().store(noise(10));

    assertThat(reader.get("record", "collection", "players", "key", "alice").has("value"))
        .isFalse();
    ConsoleResponse hidden = reader.answer("content/bytes", "hash", content.hash().toString());
    assertThat(hidden.status()).isEqualTo(403);
    assertThat(error(hidden)).contains("coffer.console.values");

    JsonNode bytes = console.get("record", "collection", "players", "key", "bytes").path("value");
    assertThat(bytes.path("hex").asText()).isEqualTo("007fff");
    assertThat(bytes.path("whole").asBoolean()).isTrue();
    ConsoleResponse download = console.answer("content/bytes", "hash", content.hash().toString());
    assertThat(ConsoleClient.bytes(download)).isEqualTo(noise(10));
    assertThat(download.headers())
        .containsEntry("Content-Type", "application/octet-stream")
        .containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(download.headers().get("Content-Disposition")).startsWith("attachment;");
  }

  @Test
  void aChangedRecordIsNotDeleted() {
    put("players", "alice", "1");
    JsonNode shown = console.get("record", "collection", "players", "key", "alice");
    put("players", "alice", "2");

    ConsoleResponse response =
        console.write(
            "record/delete",
            "collection",
            "players",
            "key",
            "alice",
            "version",
            shown.path("version").asText());

    assertThat(response.status()).isEqualTo(409);
    assertThat(records("players").exists("alice")).isTrue();
  }

  @Test
  void aTouchChangesTheExpiry() {
    put("players", "alice", "1");
    String[] alice = {"collection", "players", "key", "alice", "expiry", "PT1H"};

    assertThat(console.write("record/touch", alice).status()).isEqualTo(200);
    assertThat(records("players").find("alice").orElseThrow().expiresAt()).isNotNull();
    alice[5] = "never";
    assertThat(console.write("record/touch", alice).status()).isEqualTo(200);
    assertThat(records("players").find("alice").orElseThrow().expiresAt()).isNull();
    alice[5] = "soon";
    assertThat(console.write("record/touch", alice).status()).isEqualTo(400);
    alice[3] = "bob";
    alice[5] = "never";
    assertThat(console.write("record/touch", alice).status()).isEqualTo(404);
  }

  @Test
  void contentsAreListedInThreeOrders() {
    List<String> stored = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      stored.add(coffer.contents().store(noise(i * 100)).hash().toString());
    }
    List<String> byHash = new ArrayList<>(stored);
    Collections.sort(byHash);
    List<String> newestFirst = new ArrayList<>(stored);
    Collections.reverse(newestFirst);

    assertThat(hashes("hash")).isEqualTo(byHash);
    assertThat(hashes("size")).isEqualTo(newestFirst);
    assertThat(hashes("age")).isEqualTo(newestFirst);
    assertThat(reader.answer("contents", "order", "size", "after", "x").status()).isEqualTo(400);
    assertThat(reader.answer("contents", "order", "colour").status()).isEqualTo(400);
  }

  private List<String> hashes(String order) {
    return reader.all("contents", "contents", "order", order, "limit", "3").stream()
        .map(each -> each.path("hash").asText())
        .toList();
  }

  @Test
  void aContentHasItsPartsAndHolders() {
    String hash = coffer.contents().store(noise(3_000_000)).hash().toString();
    for (int i = 0; i < 4; i++) {
      coffer.contents().retain(ContentHash.parse(hash), Holder.of("<h" + i + ">"));
    }

    JsonNode content = reader.get("content", "hash", hash);
    List<JsonNode> parts = reader.all("content/parts", "parts", "hash", hash, "limit", "2");

    assertThat(content.path("kept").asBoolean()).isTrue();
    assertThat(content.path("parts").asLong()).isEqualTo(parts.size()).isGreaterThan(5);
    assertThat(parts.stream().mapToLong(each -> each.path("size").asLong()).sum())
        .isEqualTo(3_000_000);
    assertThat(content.path("storedSize").asLong()).isGreaterThan(3_000_000);
    assertThat(reader.all("content/holders", "holders", "hash", hash, "limit", "2"))
        .extracting(JsonNode::asText)
        .containsExactly("<h0>", "<h1>", "<h2>", "<h3>");
    assertThat(reader.answer("content", "hash", "blake3:" + "ab".repeat(32)).status())
        .isEqualTo(404);
    assertThat(reader.answer("content", "hash", "nonsense").status()).isEqualTo(400);
  }

  @Test
  void aContentHasTheRecordsThatReferToIt() {
    StoredContent content = coffer.contents().store(noise(100_000));
    String hash = content.hash().toString();
    coffer.records().records("bytes", byte[].class).put("2 same", noise(100_000));
    for (String key : List.of("/", "a b", "é😀")) {
      coffer.records().records("names", Named.class).put(key, new Named(content.hash()));
    }

    List<JsonNode> records = reader.all("content/records", "records", "hash", hash, "limit", "1");

    assertThat(records)
        .extracting(each -> each.path("collection").asText() + ":" + each.path("key").asText())
        .containsExactly("bytes:2 same", "names:/", "names:a b", "names:é😀");
    String unused = coffer.contents().store(noise(10)).hash().toString();
    assertThat(reader.all("content/records", "records", "hash", unused)).isEmpty();
    for (String after : List.of("x", "1", "99 a", "-1 a")) {
      assertThat(reader.answer("content/records", "hash", hash, "after", after).status())
          .isEqualTo(400);
    }
  }
}
