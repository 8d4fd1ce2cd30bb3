package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.api.ValueFormatException;
import dev.coffer.content.ContentStore;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.stats.CacheTier;
import dev.coffer.tx.OwnTransactions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that were stored in the form of an older version of their type, with both JSON libraries
 * and in all cache modes.
 */
abstract class RecordUpcastContract extends RecordFixture {

  /** Version 1 of the type {@code player}. */
  record Player1(String nick, int points) {}

  /** Version 2: the nick is called name. */
  record Player2(String name, int points) {}

  /** Version 3: the points have a list of their own, and there are tags. */
  record Player(String name, Score score, List<String> tags) {
    Player {
      tags = List.copyOf(tags);
    }
  }

  record Score(int points) {}

  private static final TypeName SECOND =
      TypeName.of("player", 2).from(1, RecordUpcastContract::withName);

  private static final TypeName THIRD =
      TypeName.of("player", 3)
          .from(2, RecordUpcastContract::withScore)
          .from(1, RecordUpcastContract::withName);

  private static void knows1(RecordStore records) {
    records.registerType(Player1.class, "player");
  }

  private static void knows2(RecordStore records) {
    records.registerType(Player2.class, SECOND);
  }

  private static void knows3(RecordStore records) {
    records.registerType(Player.class, THIRD);
  }

  private static final Player ALICE = new Player("alice", new Score(7), List.of("new"));
  private static final Player BOB = new Player("bob", new Score(8), List.of("new"));

  private static Map<String, @Nullable Object> withName(Map<String, @Nullable Object> json) {
    json.put("name", json.remove("nick"));
    return json;
  }

  private static Map<String, @Nullable Object> withScore(Map<String, @Nullable Object> json) {
    Map<String, @Nullable Object> score = new java.util.HashMap<>();
    score.put("points", json.remove("points"));
    json.put("score", score);
    json.put("tags", List.of("new"));
    return json;
  }

  private JsonMapping mapping = Jackson3Mapping.create();

  static List<JsonMapping> libraries() {
    return List.of(Jackson2Mapping.create(), Jackson3Mapping.create());
  }

  static Stream<Arguments> librariesAndModes() {
    return libraries().stream()
        .flatMap(
            library ->
                Stream.of(RecordCacheMode.values()).map(mode -> Arguments.of(library, mode)));
  }

  /** A store of a process that knows these types. */
  private RecordStore process(Consumer<RecordStore> types, RecordCacheMode mode) {
    RecordCaching caching = new RecordCaching(mode, 1 << 20);
    engine =
        new RecordEngine(
            SETTINGS,
            new ContentEngine(ContentSettings.defaults(), statistics),
            () -> mapping,
            statistics,
            caching,
            sessions,
            "test");
    RecordStore records = store(engine);
    types.accept(records);
    return records;
  }

  private RecordStore process(Consumer<RecordStore> types) {
    return process(types, RecordCacheMode.OFF);
  }

  private RecordRepository<Player1, String> first(RecordCacheMode mode) {
    return process(RecordUpcastContract::knows1, mode).records(collection, Player1.class);
  }

  private RecordRepository<Player2, String> second(RecordCacheMode mode) {
    return process(RecordUpcastContract::knows2, mode).records(collection, Player2.class);
  }

  private RecordRepository<Player, String> third(RecordCacheMode mode) {
    return process(RecordUpcastContract::knows3, mode).records(collection, Player.class);
  }

  /** Stores Alice in the form of version 1 and Bob in that of version 2. */
  private void storeOlderForms(RecordCacheMode mode) {
    first(mode).put("a", new Player1("alice", 7));
    second(mode).put("b", new Player2("bob", 8));
    assertThat(typeOf("a")).isEqualTo("player");
    assertThat(typeOf("b")).isEqualTo("player@2");
  }

  private String typeOf(String key) {
    return text("select type from coffer_record where collection = ? and record_key = ?", key);
  }

  private String text(String sql, String key) {
    try (Connection connection = testDatabase.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, collection);
      statement.setString(2, key);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @ParameterizedTest
  @MethodSource("librariesAndModes")
  void everyReadConvertsOlderForms(JsonMapping library, RecordCacheMode mode) {
    mapping = library;
    storeOlderForms(mode);
    RecordRepository<Player, String> players = third(mode);

    for (int round = 0; round < 3; round++) {
      assertThat(players.get("a")).contains(ALICE);
      assertThat(players.get("b")).contains(BOB);
      assertReads(players);
    }
    assertThat(store(engine).retrieve(collection, "b", Player.class)).contains(BOB);
    assertThat(typeOf("a")).as("a read changes nothing").isEqualTo("player");
    assertThat(statistics.snapshot().reads().getOrDefault(CacheTier.HEAP, 0L) > 0)
        .as("the heap answers in %s", mode)
        .isEqualTo(mode != RecordCacheMode.OFF);
  }

  private static void assertReads(RecordRepository<Player, String> players) {
    assertThat(players.find("a").orElseThrow().value()).isEqualTo(ALICE);
    assertThat(players.getAll(List.of("a", "b"))).isEqualTo(Map.of("a", ALICE, "b", BOB));
    assertThat(at(players.findAll(List.of("b")), "b").value()).isEqualTo(BOB);
    try (Stream<StoredValue<Player, String>> all = players.scan(Range.all())) {
      assertThat(all.map(StoredValue::value)).containsExactly(ALICE, BOB);
    }
    assertThat(players.first(Range.<String>all().reversed()).orElseThrow().value()).isEqualTo(BOB);
    assertThat(players.page(Range.all(), "a", 5).records().get(0).value()).isEqualTo(BOB);
    assertThat(players.asMap()).containsEntry("a", ALICE).containsEntry("b", BOB);
    assertThat(players.asMap().containsValue(ALICE)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("librariesAndModes")
  void aHostsTransactionConvertsOlderForms(JsonMapping library, RecordCacheMode mode) {
    mapping = library;
    storeOlderForms(mode);
    var unused = third(mode);
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      RecordRepository<Player, String> joined = in(session).records(collection, Player.class);
      assertThat(joined.get("a")).contains(ALICE);
      assertReads(joined);
      assertThat(joined.compute("a", current -> current.map(RecordUpcastContract::tagged)))
          .contains(tagged(ALICE));
      assertThat(joined.get("a")).contains(tagged(ALICE));
      session.getTransaction().rollback();
    }
    assertThat(typeOf("a")).isEqualTo("player");
    assertThat(third(mode).get("a")).contains(ALICE);
  }

  private static Player tagged(Player player) {
    return new Player(player.name(), player.score(), List.of("tagged"));
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void atomicChangesGetTheNewestFormAndWriteIt(RecordCacheMode mode) {
    storeOlderForms(mode);
    first(mode).put("c", new Player1("carol", 9));
    first(mode).put("d", new Player1("dora", 9));
    RecordRepository<Player, String> players = third(mode);

    assertThat(players.update("a", RecordUpcastContract::tagged)).contains(tagged(ALICE));
    assertThat(players.getAndPut("b", ALICE, Expiry.never())).contains(BOB);
    assertThat(players.getAndDelete("c").orElseThrow().name()).isEqualTo("carol");
    assertThat(players.asMap().replace("d", new Player("dora", new Score(9), List.of("new")), BOB))
        .isTrue();

    assertThat(List.of(typeOf("a"), typeOf("b"), typeOf("d"))).containsOnly("player@3");
    assertThat(players.get("a")).contains(tagged(ALICE));
    assertThat(players.get("b")).contains(ALICE);
    assertThat(players.get("d")).contains(BOB);
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void aPutOfAnEqualValueReplacesTheOlderForm(RecordCacheMode mode) {
    storeOlderForms(mode);
    RecordRepository<Player, String> players = third(mode);
    long before = players.find("a").orElseThrow().version();

    assertThat(players.put("a", ALICE)).isEqualTo(new Put(PutOutcome.REPLACED, before + 1));
    assertThat(typeOf("a")).isEqualTo("player@3");
    assertThat(players.put("a", ALICE)).isEqualTo(new Put(PutOutcome.UNCHANGED, before + 1));
    assertThat(at(players.putAll(Map.of("a", ALICE, "b", BOB)), "b").outcome())
        .isEqualTo(PutOutcome.REPLACED);
    assertThat(players.get("a")).contains(ALICE);
    assertThat(players.get("b")).contains(BOB);
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void aConditionalPutUsesTheVersionOfTheOlderForm(RecordCacheMode mode) {
    storeOlderForms(mode);
    RecordRepository<Player, String> players = third(mode);
    Map<String, Long> versions = new java.util.HashMap<>();
    players.findAll(List.of("a", "b")).forEach((key, found) -> versions.put(key, found.version()));

    assertThat(players.putIfVersion("a", BOB, at(versions, "a") - 1).isDone()).isFalse();
    assertThat(players.putIfVersion("a", BOB, at(versions, "a")).isDone()).isTrue();
    assertThat(at(players.putAllIfVersion(Map.of("b", ALICE), versions), "b").isDone()).isTrue();
    assertThat(players.getAll(List.of("a", "b"))).isEqualTo(Map.of("a", BOB, "b", ALICE));
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void movedRecordsKeepTheirForm(RecordCacheMode mode) {
    storeOlderForms(mode);
    RecordRepository<Player, String> players = third(mode);
    assertThat(players.get("a")).contains(ALICE);

    assertThat(players.rename("a", "z")).isTrue();
    assertThat(players.get("z")).contains(ALICE);
    assertThat(store(engine).renameCollection(collection, collection + " moved")).isEqualTo(2);
    RecordRepository<Player, String> moved =
        store(engine).records(collection + " moved", Player.class);
    assertThat(moved.get("z")).contains(ALICE);
    assertThat(moved.get("b")).contains(BOB);
    assertThat(players.get("z")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void aSlidingViewConvertsOlderForms(RecordCacheMode mode) {
    first(mode).put("a", new Player1("alice", 7), Expiry.after(Duration.ofMinutes(1)));
    RecordRepository<Player, String> sliding = third(mode).sliding(Duration.ofMinutes(30));
    for (int round = 0; round < 3; round++) {
      assertThat(sliding.get("a")).contains(ALICE);
    }
    assertThat(sliding.find("a").orElseThrow().timeToLive()).isGreaterThan(Duration.ofMinutes(20));
  }

  @ParameterizedTest
  @MethodSource("librariesAndModes")
  void largeValuesAreConverted(JsonMapping library, RecordCacheMode mode) {
    mapping = library;
    StringBuilder long1 = new StringBuilder();
    for (int i = 0; long1.length() < 700_000; i++) {
      long1.append(i * 7919L % 100_003).append(' ');
    }
    String medium = long1.substring(0, 20_000);
    first(mode).put("medium", new Player1(medium, 1));
    first(mode).put("long", new Player1(long1.toString(), 2));
    RecordRepository<Player, String> players = third(mode);
    for (int round = 0; round < 3; round++) {
      assertThat(players.get("medium").orElseThrow().name()).isEqualTo(medium);
      assertThat(players.get("long").orElseThrow().name()).isEqualTo(long1.toString());
    }
    assertThat(
            number("select count(*) from coffer_record_content where collection = ?", collection))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordCacheMode.class,
      names = {"VALIDATED", "SINGLE_NODE"})
  void rowsOfTheSecondLevelCacheAreConverted(RecordCacheMode mode) {
    try (CachingNode node = new CachingNode(testDatabase, mode)) {
      RecordStore records = node.store();
      knows3(records);
      storeOlderForms(RecordCacheMode.OFF);
      RecordRepository<Player, String> players = records.records(collection, Player.class);
      for (int round = 0; round < 3; round++) {
        assertThat(players.get("a")).contains(ALICE);
        assertThat(players.get("b")).contains(BOB);
      }
      assertThat(node.answeredBy(CacheTier.SECOND_LEVEL)).isPositive();
    }
  }

  @Test
  void rawReadsShowTheStoredForm() {
    storeOlderForms(RecordCacheMode.OFF);
    RecordRepository<RawJson, String> raw =
        process(RecordUpcastContract::knows3).records(collection, RawJson.class);
    assertThat(raw.get("a")).contains(new RawJson("{\"nick\":\"alice\",\"points\":7}"));
    assertThat(store(engine).records(collection, byte[].class).get("b"))
        .contains("{\"name\":\"bob\",\"points\":8}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rawJsonWithoutATypeIsNotConverted() {
    RecordStore records = process(RecordUpcastContract::knows3);
    records.store(
        collection,
        "raw",
        new RawJson("{\"name\":\"alice\",\"score\":{\"points\":7},\"tags\":[\"new\"]}"));
    assertThat(records.records(collection, Player.class).get("raw")).contains(ALICE);
  }

  record Numbers(
      int small,
      long large,
      BigInteger huge,
      BigDecimal exact,
      double real,
      @Nullable String none) {}

  record NewNumbers(
      int small,
      long large,
      BigInteger huge,
      BigDecimal exact,
      double real,
      @Nullable String none,
      boolean checked) {}

  @ParameterizedTest
  @MethodSource("libraries")
  void numbersStayExact(JsonMapping library) {
    mapping = library;
    BigInteger huge = BigInteger.TEN.pow(40).add(BigInteger.ONE);
    BigDecimal exact = new BigDecimal("12345678901234567890.123456789012345678900");
    process(records -> records.registerType(Numbers.class, "numbers"))
        .store(collection, "n", new Numbers(1, 1L << 60, huge, exact, 1e300, null));

    List<@Nullable Object> seen = new ArrayList<>();
    TypeName second =
        TypeName.of("numbers", 2)
            .from(
                1,
                json -> {
                  Stream.of("small", "large", "huge", "exact", "real", "none")
                      .forEach(name -> seen.add(json.get(name)));
                  json.put("checked", true);
                  return json;
                });
    NewNumbers read =
        process(records -> records.registerType(NewNumbers.class, second))
            .retrieve(collection, "n", NewNumbers.class)
            .orElseThrow();

    assertThat(seen).containsExactly(1, 1L << 60, huge, exact, new BigDecimal("1.0E300"), null);
    assertThat(read).isEqualTo(new NewNumbers(1, 1L << 60, huge, exact, 1e300, null, true));
  }

  /** A form that is a JSON text and not an object. */
  record Money1(@JsonValue String text) {
    @JsonCreator
    static Money1 of(String text) {
      return new Money1(text);
    }
  }

  record Money(int amount, String currency) {}

  @ParameterizedTest
  @MethodSource("libraries")
  void aFunctionOfTextConvertsAnyForm(JsonMapping library) {
    mapping = library;
    process(records -> records.registerType(Money1.class, "money"))
        .store(collection, "m", new Money1("12 EUR"));
    TypeName second =
        TypeName.of("money", 2)
            .fromJson(
                1,
                json -> {
                  String[] parts = json.text().replace("\"", "").split(" ", -1);
                  return new RawJson(
                      "{\"amount\":%s,\"currency\":\"%s\"}".formatted(parts[0], parts[1]));
                });
    assertThat(
            process(records -> records.registerType(Money.class, second))
                .retrieve(collection, "m", Money.class))
        .contains(new Money(12, "EUR"));

    TypeName ofObjects = TypeName.of("money", 2).from(1, json -> json);
    assertThatThrownBy(
            () ->
                process(records -> records.registerType(Money.class, ofObjects))
                    .retrieve(collection, "m", Money.class))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("fromJson");
  }

  @Test
  void aGenericTypeIsConverted() {
    record Box1<T>(T content) {}
    record Box<T>(List<T> contents) {}
    process(records -> records.registerType(Box1.class, "box"))
        .records(collection, new TypeRef<Box1<Score>>() {})
        .put("k", new Box1<>(new Score(5)));
    TypeName second =
        TypeName.of("box", 2)
            .from(
                1,
                json -> {
                  json.put("contents", List.of(Objects.requireNonNull(json.remove("content"))));
                  return json;
                });
    assertThat(
            process(records -> records.registerType(Box.class, second))
                .records(collection, new TypeRef<Box<Score>>() {})
                .get("k"))
        .contains(new Box<>(List.of(new Score(5))));
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void aNewerFormIsRefusedAndKept(RecordCacheMode mode) {
    third(mode).put("k", ALICE);
    RecordRepository<Player2, String> older = second(mode);
    for (int round = 0; round < 2; round++) {
      assertThatThrownBy(() -> older.get("k"))
          .asInstanceOf(throwable(RecordTypeException.class))
          .satisfies(
              e -> {
                assertThat(e.collection()).isEqualTo(collection);
                assertThat(e.key()).isEqualTo("k");
              })
          .hasMessageContaining("version 3 of the type 'player'")
          .hasMessageContaining("version 2")
          .hasMessageContaining("newer release");
    }
    assertThatThrownBy(() -> older.update("k", player -> player))
        .isInstanceOf(RecordTypeException.class);
    assertThatThrownBy(() -> first(mode).get("k")).isInstanceOf(RecordTypeException.class);
    assertThat(third(mode).get("k")).contains(ALICE);
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void anOlderFormWithoutFunctionIsRefusedAndKept(RecordCacheMode mode) {
    storeOlderForms(mode);
    TypeName sinceSecond = TypeName.of("player", 3).from(2, RecordUpcastContract::withScore);
    RecordRepository<Player, String> players =
        process(records -> records.registerType(Player.class, sinceSecond), mode)
            .records(collection, Player.class);
    assertThat(players.get("b")).contains(BOB);
    assertThatThrownBy(() -> players.get("a"))
        .asInstanceOf(throwable(RecordTypeException.class))
        .satisfies(e -> assertThat(e.key()).isEqualTo("a"))
        .hasMessageContaining("'" + collection + "'")
        .hasMessageContaining("version 1 of the type 'player'")
        .hasMessageContaining("from(1, …)");
    assertThat(third(mode).get("a")).contains(ALICE);
  }

  static Stream<TypeName> failingFunctions() {
    TypeName second = TypeName.of("player", 2);
    return Stream.of(
        second.from(
            1,
            json -> {
              throw new IllegalStateException("out of order");
            }),
        second.from(1, json -> Objects.<Map<String, @Nullable Object>>requireNonNull(null)),
        second.from(1, json -> nothing()),
        second.fromJson(1, json -> nothing()),
        second.fromJson(1, json -> new RawJson("{")),
        second.fromJson(1, json -> new RawJson("\"\ud800\"")));
  }

  /** The result of a function that breaks its contract. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  @ParameterizedTest
  @MethodSource("failingFunctions")
  void aFunctionThatFailsIsReportedWithItsVersion(TypeName failing) {
    storeOlderForms(RecordCacheMode.OFF);
    RecordRepository<Player2, String> players =
        process(records -> records.registerType(Player2.class, failing))
            .records(collection, Player2.class);
    assertThatThrownBy(() -> players.get("a"))
        .asInstanceOf(throwable(ValueFormatException.class))
        .satisfies(
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo("a");
            })
        .hasMessageContaining("version 1 of the type 'player'")
        .hasMessageContaining("version 2")
        .hasMessageContaining("nothing is lost");
    assertThat(third(RecordCacheMode.OFF).get("a")).contains(ALICE);
  }

  @Test
  void anUnknownPropertyOfTheNewestFormIsRefused() {
    storeOlderForms(RecordCacheMode.OFF);
    TypeName careless = TypeName.of("player", 2).from(1, json -> json);
    RecordRepository<Player2, String> players =
        process(records -> records.registerType(Player2.class, careless))
            .records(collection, Player2.class);
    assertThatThrownBy(() -> players.get("a"))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("nick");
  }

  record Receipt1(String number, ContentHash pdf) {}

  record Receipt(String number, List<ContentHash> files) {}

  @ParameterizedTest
  @MethodSource("librariesAndModes")
  void anOlderFormKeepsTheContentsToWhichItRefers(JsonMapping library, RecordCacheMode mode) {
    mapping = library;
    ContentStore contents =
        new ContentEngine(ContentSettings.defaults(), statistics)
            .over(new OwnTransactions(sessions, dialect, WRITABLE, statistics));
    byte[] pdf = (collection + library + mode).getBytes(StandardCharsets.UTF_8);
    ContentHash hash = contents.stage(pdf).hash();
    process(records -> records.registerType(Receipt1.class, "receipt"), mode)
        .store(collection, "r", new Receipt1("1", hash));
    TypeName second =
        TypeName.of("receipt", 2)
            .from(
                1,
                json -> {
                  json.put("files", List.of(Objects.requireNonNull(json.remove("pdf"))));
                  return json;
                });
    RecordRepository<Receipt, String> receipts =
        process(records -> records.registerType(Receipt.class, second), mode)
            .records(collection, Receipt.class);
    Receipt receipt = new Receipt("1", List.of(hash));

    assertThat(receipts.get("r")).contains(receipt);
    assertThatThrownBy(() -> contents.delete(hash)).isInstanceOf(ContentInUseException.class);
    assertThat(receipts.put("r", receipt).outcome()).isEqualTo(PutOutcome.REPLACED);
    assertThatThrownBy(() -> contents.delete(hash)).isInstanceOf(ContentInUseException.class);
    assertThat(receipts.put("r", receipt).outcome()).isEqualTo(PutOutcome.UNCHANGED);
    assertThat(receipts.delete("r")).isTrue();
    assertThat(contents.delete(hash)).isTrue();
  }
}
