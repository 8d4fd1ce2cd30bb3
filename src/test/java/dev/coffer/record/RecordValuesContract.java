package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedRecordException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.api.ValueFormatException;
import dev.coffer.api.ValueTooLargeException;
import dev.coffer.entity.StoredContent;
import dev.coffer.format.RawJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of values on every database: they are stored exactly, or refused. */
abstract class RecordValuesContract extends RecordFixture {

  record Player(String name, int level, List<String> achievements) {}

  record Team(String name) {}

  private static final Player ALICE = new Player("Alice", 42, List.of("first-blood"));

  private static byte[] noise(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void valuesComeBackEqual() {
    RecordRepository<Player, UUID> players = store.records(collection, Player.class, UUID.class);
    UUID key = UUID.randomUUID();

    players.put(key, ALICE);

    assertThat(players.get(key)).contains(ALICE);
  }

  @Test
  void storeAndRetrieveWork() {
    store.store(collection, "alice", ALICE);
    store.storeBatch(collection, Map.of("team", new Team("red"), "list", List.of(1, 2)));

    assertThat(store.retrieve(collection, "alice", Player.class)).contains(ALICE);
    assertThat(store.retrieve(collection, "team", Team.class)).contains(new Team("red"));
    assertThat(store.retrieve(collection, "list", List.class)).contains(List.of(1, 2));
    assertThat(store.retrieve(collection, "nobody", Player.class)).isEmpty();
  }

  @Test
  void rawJsonIsKeptVerbatim() {
    RawJson text =
        new RawJson(" { \"b\": 1.10, \"a\":1e400,\n\"a\": [ ] , \"\u00e4\":\"\\u00e4\"} ");

    store.store(collection, "raw", text);

    assertThat(store.retrieve(collection, "raw", RawJson.class)).contains(text);
    assertThatThrownBy(() -> store.store(collection, "broken", new RawJson("{\"a\":")))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("broken");
    assertThatThrownBy(() -> store.store(collection, "half", new RawJson("\"\uD83D\"")))
        .isInstanceOf(ValueFormatException.class);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void bytesAreKeptVerbatim() {
    for (byte[] bytes : List.of(new byte[0], new byte[] {0, -1}, noise(900, 1), noise(1100, 2))) {
      store.store(collection, "bytes", bytes);
      assertThat(store.retrieve(collection, "bytes", byte[].class).orElseThrow()).isEqualTo(bytes);
    }
  }

  @Test
  void typesAreStableNames() {
    store.store(collection, "alice", ALICE);

    assertThat(
            number(
                "select count(*) from coffer_record where collection = ? and type = ?",
                collection,
                "Player"))
        .isEqualTo(1);
    assertThatThrownBy(() -> store.retrieve(collection, "alice", Team.class))
        .isInstanceOfSatisfying(
            RecordTypeException.class, e -> assertThat(e.key()).isEqualTo("alice"))
        .hasMessageContaining("'Player'")
        .hasMessageContaining("'Team'");
    assertThat(store.retrieve(collection, "alice", RawJson.class))
        .contains(
            new RawJson("{\"achievements\":[\"first-blood\"],\"level\":42,\"name\":\"Alice\"}"));
    assertThat(store.retrieve(collection, "alice", byte[].class)).isPresent();
  }

  @Test
  void rawJsonIsReadAsAnyMatchingType() {
    store.store(collection, "raw", new RawJson("{\"name\":\"red\"}"));

    assertThat(store.retrieve(collection, "raw", Team.class)).contains(new Team("red"));
    assertThatThrownBy(() -> store.retrieve(collection, "raw", Integer.class))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("raw");
    store.store(collection, "bytes", new byte[] {1});
    assertThatThrownBy(() -> store.retrieve(collection, "bytes", RawJson.class))
        .isInstanceOf(RecordTypeException.class);
    store.store(collection, "null", new RawJson("null"));
    assertThatThrownBy(() -> store.retrieve(collection, "null", Team.class))
        .isInstanceOf(ValueFormatException.class);
  }

  @Test
  void aValueOfAnotherTypeIsAnotherValue() {
    Put raw = store.store(collection, "text", new RawJson("\"one\""));

    Put put = store.store(collection, "text", "one");

    assertThat(put).isEqualTo(new Put(PutOutcome.REPLACED, raw.version() + 1));
  }

  @Test
  void valuesThatCannotBeWrittenAreRefusedBeforeAnything() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("good", ALICE);
    values.put("bad", new Object());

    assertThatThrownBy(() -> store.storeBatch(collection, values))
        .isInstanceOfSatisfying(
            ValueFormatException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo("bad");
            });
    assertThat(rows()).isZero();
  }

  @Test
  @SuppressWarnings({"NullAway", "DataFlowIssue"}) // the test checks the refusal of null
  void nullArgumentsAreRefused() {
    RecordRepository<String, String> records = strings();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("a", "one");
    values.put("b", null);

    assertThatThrownBy(() -> records.put(null, "value"))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining(collection);
    assertThatThrownBy(() -> records.put("a", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining(collection)
        .hasMessageContaining("'a'");
    assertThatThrownBy(() -> records.putAll(values)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> store.store(collection, "a", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("'a'");
    assertThatThrownBy(() -> store.records(null, String.class))
        .isInstanceOf(NullPointerException.class);
    assertThat(rows()).isZero();
  }

  @Test
  void valuesAboveTheLimitAreRefused() {
    store = store(engine(SETTINGS.withMaxValueSize(1000)));

    store.store(collection, "fits", new byte[1000]);
    assertThatThrownBy(() -> store.store(collection, "large", new byte[1001]))
        .isInstanceOfSatisfying(
            ValueTooLargeException.class,
            e -> {
              assertThat(e.size()).isEqualTo(1001);
              assertThat(e.limit()).isEqualTo(1000);
              assertThat(e.key()).isEqualTo("large");
            });
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void largeValuesAreContentsStoredOnce() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    Map<String, byte[]> values = new LinkedHashMap<>();
    int frame = StoredContent.MAX_PERSISTED_LENGTH;
    for (int size : List.of(2_000, 100_000, frame, frame + 1, 3_000_000)) {
      values.put("noise " + size, noise(size, size));
      values.put("copy " + size, noise(size, size));
    }
    values.put("zeros", new byte[500_000]);

    records.putAll(values);

    assertThat(
            number(
                "select count(distinct content_id) from coffer_record where collection = ?",
                collection))
        .isEqualTo(6);
    Map<String, byte[]> read = records.getAll(values.keySet());
    values.forEach((key, value) -> assertThat(read.get(key)).isEqualTo(value));
    values.forEach((key, value) -> assertThat(records.get(key).orElseThrow()).isEqualTo(value));
    try (Stream<StoredValue<byte[], String>> all = records.scan(Range.all())) {
      all.forEach(record -> assertThat(record.value()).isEqualTo(values.get(record.key())));
    }
    values.forEach(
        (key, value) ->
            assertThat(records.put(key, value).outcome()).isEqualTo(PutOutcome.UNCHANGED));
  }

  @Test
  void valuesMoveBetweenInlineAndContent() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    long version = 0;
    for (int size : List.of(100, 5000, 200, 7000)) {
      Put put = records.put("a", noise(size, size));
      assertThat(version == 0 || put.version() == version + 1).isTrue();
      version = put.version();
      assertThat(records.get("a").orElseThrow()).isEqualTo(noise(size, size));
    }
    assertThat(records.putIfVersion("a", noise(2_000_000, 3), version).isDone()).isTrue();
    assertThat(records.putIfAbsent("b", noise(2_000_000, 3)).isDone()).isTrue();
    assertThat(records.get("b").orElseThrow()).isEqualTo(noise(2_000_000, 3));
    assertThat(records.find("a").orElseThrow().version()).isEqualTo(version + 1);
  }

  @Test
  void aPutRepairsADamagedFrame() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    byte[] value = noise(600, 1);
    records.put("a", value);
    records.put("b", value);
    byte[] truncated = Arrays.copyOf(dev.coffer.codec.frame.Frames.encode(value), 500);
    byte[] altered = dev.coffer.codec.frame.Frames.encode(value);
    altered[300] ^= 1;
    for (byte[] frame : List.of(truncated, new byte[0], altered)) {
      update(
          "update coffer_record set frame = ? where collection = ? and record_key = ?",
          frame,
          collection,
          "a");

      assertThatThrownBy(() -> records.get("a"))
          .isInstanceOfSatisfying(
              DamagedRecordException.class,
              e -> {
                assertThat(e.collection()).isEqualTo(collection);
                assertThat(e.key()).isEqualTo("a");
              });
      assertThatThrownBy(() -> records.scan(Range.all()).toList())
          .isInstanceOf(DamagedRecordException.class);
      assertThat(records.get("b").orElseThrow()).isEqualTo(value);

      assertThat(records.put("a", value).outcome()).isEqualTo(PutOutcome.REPLACED);
      assertThat(records.get("a").orElseThrow()).isEqualTo(value);
    }
  }

  @Test
  void framesOfAnUnknownCodecAreNamed() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    records.put("a", noise(600, 1));
    byte[] unknown = noise(600, 1);
    unknown[0] = 0x7F;
    update("update coffer_record set frame = ? where collection = ?", unknown, collection);

    assertThatThrownBy(() -> records.get("a"))
        .isInstanceOf(CodecUnavailableException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining(collection);
    records.put("a", noise(600, 1));
    assertThat(records.get("a").orElseThrow()).isEqualTo(noise(600, 1));
  }

  @Test
  void aSizeThatDiffersIsDamage() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    records.put("a", noise(600, 1));
    update("update coffer_record set size = 601 where collection = ?", collection);

    assertThatThrownBy(() -> records.get("a")).isInstanceOf(DamagedRecordException.class);
  }

  @Test
  void aPutRepairsARecordWithADamagedContent() {
    RecordRepository<byte[], String> records = store.records(collection, byte[].class);
    for (int size : List.of(50_000, 3_000_000)) {
      byte[] value = noise(size, size);
      records.put("a", value);
      byte[] altered =
          dev.coffer.codec.frame.Frames.encode(
              noise(size > StoredContent.MAX_PERSISTED_LENGTH ? 500 : size, size));
      altered[300] ^= 1;
      update(
          "update coffer_frame set frame = ? where content_id in"
              + " (select content_id from coffer_record where collection = ?)",
          altered,
          collection);

      assertThatThrownBy(() -> records.get("a")).isInstanceOf(DamagedRecordException.class);
      assertThatThrownBy(() -> records.getAll(List.of("a")).size())
          .isInstanceOf(DamagedRecordException.class);

      records.put("a", value);
      assertThat(records.get("a").orElseThrow()).isEqualTo(value);
    }
  }
}
