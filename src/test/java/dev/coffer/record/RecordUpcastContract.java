package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.format.JsonMapping;
import dev.coffer.stats.CacheTier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that were stored in the form of an older version of their type, with both JSON libraries
 * and in all cache modes.
 */
abstract class RecordUpcastContract extends UpcastFixture {

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
}
