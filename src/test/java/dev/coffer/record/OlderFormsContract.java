package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.api.DamagedRecordException;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.content.ContentStore;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.maintenance.run.Recompression;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.tx.OwnTransactions;
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
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Recompression rewrites older forms of values, and changes nothing else. */
abstract class OlderFormsContract extends RecordFixture {
  private static final RecompressionPlan ALL =
      RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO).withUpcasting(true);

  /** Version 1 of the type {@code player}. */
  record Player1(String nick, int points) {}

  /** Version 2. */
  record Player(String name, int points) {}

  private static final TypeName SECOND =
      TypeName.of("player", 2).from(1, OlderFormsContract::renamed);

  private static Map<String, @Nullable Object> renamed(Map<String, @Nullable Object> json) {
    json.put("name", json.remove("nick"));
    return json;
  }

  private static void older(RecordStore records) {
    records.registerType(Player1.class, "player");
  }

  private static void newer(RecordStore records) {
    records.registerType(Player.class, SECOND);
  }

  private JsonMapping mapping = Jackson3Mapping.create();

  static Stream<Arguments> librariesAndModes() {
    return Stream.of(Jackson2Mapping.create(), Jackson3Mapping.create())
        .flatMap(
            library ->
                Stream.of(RecordCacheMode.values()).map(mode -> Arguments.of(library, mode)));
  }

  /** Recompression is for all collections, so each test begins without records. */
  @AfterEach
  void deleteAll() {
    store
        .collections()
        .forEach(each -> store.records(each.name(), byte[].class).deleteRange(Range.all()));
  }

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

  private RecordRepository<Player1, String> olderPlayers(RecordCacheMode mode) {
    return process(OlderFormsContract::older, mode).records(collection, Player1.class);
  }

  private RecordRepository<Player, String> players(RecordCacheMode mode) {
    return process(OlderFormsContract::newer, mode).records(collection, Player.class);
  }

  /** A recompression by the process that was created last. */
  private RecompressionReport recompress(RecompressionPlan plan, BooleanSupplier goOn) {
    return new Recompression(
            new OwnTransactions(sessions, dialect, WRITABLE, statistics),
            engine.dictionaries(),
            engine.olderForms(),
            FrameWriter.preferred(),
            plan,
            goOn)
        .run();
  }

  private RecompressionReport recompress() {
    return recompress(ALL, () -> true);
  }

  private static String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append(i * 7919L % 100_003).append(' ');
    }
    return text.substring(0, length);
  }

  /** A text of each row, with everything that a rewriting must not change. */
  private Map<String, String> unchanged() throws SQLException {
    return rows(
        "concat(version, ' ', created_at, ' ', coalesce(updated_at, created_at), ' ',"
            + " coalesce(expires_at, created_at))");
  }

  private Map<String, String> types() throws SQLException {
    return rows("type");
  }

  private Map<String, String> rows(String column) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (Connection connection = testDatabase.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "select record_key, " + column + " from coffer_record where collection = ?")) {
      statement.setString(1, collection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("librariesAndModes")
  void olderFormsAreRewrittenUnderTheirVersionsAndTimes(JsonMapping library, RecordCacheMode mode)
      throws SQLException {
    mapping = library;
    RecordRepository<Player1, String> before = olderPlayers(mode);
    Map<String, String> names =
        Map.of("inline", "alice", "expiring", "bob", "medium", text(20_000), "long", text(700_000));
    names.forEach((key, name) -> before.put(key, new Player1(name, 7)));
    before.put("expiring", new Player1("bob", 7), Expiry.after(Duration.ofDays(1)));
    RecordRepository<Player, String> players = players(mode);
    store(engine).store(collection, "other", new RawJson("{\"nick\": 1}"));
    players.put("newest", new Player("carol", 8));
    names.keySet().forEach(key -> assertThat(players.get(key)).isPresent());
    Map<String, String> rows = unchanged();

    RecompressionReport report = recompress();

    assertThat(report.upcast()).isEqualTo(4);
    assertThat(report.unreadable()).isZero();
    assertThat(report.finished()).isTrue();
    assertThat(unchanged()).isEqualTo(rows);
    assertThat(types())
        .isEqualTo(
            Map.of(
                "inline", "player@2",
                "expiring", "player@2",
                "medium", "player@2",
                "long", "player@2",
                "other", "json",
                "newest", "player@2"));
    for (int round = 0; round < 3; round++) {
      names.forEach((key, name) -> assertThat(players.get(key)).contains(new Player(name, 7)));
    }
    names.forEach(
        (key, name) -> {
          Put put = players.put(key, new Player(name, 7), Expiry.keep());
          assertThat(put.outcome()).as(key).isEqualTo(PutOutcome.UNCHANGED);
        });
    assertThat(unchanged()).isEqualTo(rows);
    assertThat(store(engine).records(collection, RawJson.class).get("inline"))
        .contains(new RawJson("{\"name\":\"alice\",\"points\":7}"));
    assertThat(players.find("inline").orElseThrow().size()).isEqualTo(27);
    assertThat(recompress().upcast()).as("nothing is left").isZero();
  }

  @Test
  void onlyARequestedRewritingHappens() throws SQLException {
    olderPlayers(RecordCacheMode.OFF).put("k", new Player1("alice", 7));
    var unused = players(RecordCacheMode.OFF);

    assertThat(recompress(ALL.withUpcasting(false), () -> true).upcast()).isZero();
    assertThat(recompress(ALL.withUntouchedFor(Duration.ofDays(1)), () -> true).upcast()).isZero();
    assertThat(types()).containsEntry("k", "player");
    assertThat(recompress().upcast()).isEqualTo(1);
  }

  @Test
  void aRecordThatARecompressionTriedIsFound() throws SQLException {
    olderPlayers(RecordCacheMode.OFF).put("k", new Player1("alice", 7));
    var unused = players(RecordCacheMode.OFF);
    assertThat(recompress(ALL.withUpcasting(false), () -> true).examined()).isEqualTo(1);
    assertThat(recompress().upcast()).isEqualTo(1);
    assertThat(types()).containsEntry("k", "player@2");
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordCacheMode.class,
      names = {"VALIDATED", "OFF"})
  void cachesOfOtherNodesStayCorrect(RecordCacheMode mode) throws SQLException {
    Map<String, String> names =
        Map.of("inline", "alice", "medium", text(20_000), "long", text(700_000));
    RecordRepository<Player1, String> before = olderPlayers(RecordCacheMode.OFF);
    names.forEach((key, name) -> before.put(key, new Player1(name, 7)));
    try (CachingNode heap = CachingNode.withHeap(testDatabase, mode);
        CachingNode secondLevel = new CachingNode(testDatabase, mode)) {
      List<RecordRepository<Player, String>> nodes = new ArrayList<>();
      for (CachingNode node : List.of(heap, secondLevel)) {
        RecordStore records = node.store();
        newer(records);
        nodes.add(records.records(collection, Player.class));
      }
      nodes.forEach(
          node ->
              names.forEach(
                  (key, name) -> {
                    assertThat(node.get(key)).contains(new Player(name, 7));
                    assertThat(node.get(key)).contains(new Player(name, 7));
                  }));
      Map<String, String> rows = unchanged();
      var unused = players(mode);
      assertThat(recompress().upcast()).isEqualTo(3);

      for (RecordRepository<Player, String> node : nodes) {
        names.forEach((key, name) -> assertThat(node.get(key)).contains(new Player(name, 7)));
        names.forEach(
            (key, name) ->
                assertThat(node.put(key, new Player(name, 7)).outcome())
                    .isEqualTo(PutOutcome.UNCHANGED));
      }
      assertThat(unchanged()).isEqualTo(rows);
      nodes.get(0).put("inline", new Player("alicia", 9));
      assertThat(nodes.get(1).get("inline")).contains(new Player("alicia", 9));
    }
  }

  @Test
  void aDamagedCacheEntryOfAnOlderFormIsNotMixedWithTheNewestForm() throws SQLException {
    olderPlayers(RecordCacheMode.OFF).put("k", new Player1("alice", 7));
    try (CachingNode node = new CachingNode(testDatabase, RecordCacheMode.VALIDATED)) {
      newer(node.store());
      RecordRepository<Player, String> players = node.store().records(collection, Player.class);
      flipLastBit();
      assertThatThrownBy(() -> players.get("k")).isInstanceOf(DamagedRecordException.class);
      flipLastBit();
      var unused = players(RecordCacheMode.OFF);
      assertThat(recompress().upcast()).isEqualTo(1);

      assertThatThrownBy(() -> players.get("k"))
          .isInstanceOf(DamagedRecordException.class)
          .hasMessageContaining("read it again");
      assertThat(players.get("k")).contains(new Player("alice", 7));
    }
  }

  /** Damages the only frame of the collection. A second call restores it. */
  private void flipLastBit() throws SQLException {
    try (Connection connection = testDatabase.connect();
        PreparedStatement query =
            connection.prepareStatement("select frame from coffer_record where collection = ?")) {
      query.setString(1, collection);
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        byte[] frame = row.getBytes(1);
        frame[frame.length - 1] ^= 1;
        assertThat(
                update(
                    "update coffer_record set frame = ? where collection = ?", frame, collection))
            .isOne();
      }
    }
  }

  @Test
  void aRecordThatIsLockedIsLeftToTheNextRun() throws SQLException {
    RecordRepository<Player1, String> before = olderPlayers(RecordCacheMode.OFF);
    before.put("free", new Player1("alice", 7));
    before.put("locked", new Player1("bob", 7));
    var unused = players(RecordCacheMode.OFF);
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      in(session).records(collection, Player.class).touch("locked", Expiry.never());
      assertThat(recompress().upcast()).isEqualTo(1);
      session.getTransaction().rollback();
    }
    assertThat(types()).containsEntry("free", "player@2").containsEntry("locked", "player");
    assertThat(recompress().upcast()).isEqualTo(1);
    assertThat(types()).containsEntry("locked", "player@2");
  }

  @Test
  void aValueThatIsWrittenMeanwhileIsKept() throws SQLException {
    for (String name : List.of("alice", text(20_000))) {
      RecordRepository<Player1, String> before = olderPlayers(RecordCacheMode.OFF);
      before.put("k", new Player1(name, 7));
      TypeName racing =
          TypeName.of("player", 2)
              .from(
                  1,
                  json -> {
                    before.put("k", new Player1(name, 8));
                    return renamed(json);
                  });
      var unused =
          process(records -> records.registerType(Player.class, racing), RecordCacheMode.OFF);

      assertThat(recompress().upcast()).isZero();

      assertThat(types()).containsEntry("k", "player");
      assertThat(before.get("k")).contains(new Player1(name, 8));
    }
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void noConcurrentChangeIsLost(RecordCacheMode mode) throws Exception {
    RecordRepository<Player1, String> before = olderPlayers(mode);
    RecordRepository<Player, String> players = players(mode);
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      for (int round = 1; round <= 5; round++) {
        for (int i = 0; i < 20; i++) {
          before.put("k" + i, new Player1("alice", 0));
        }
        List<Future<?>> changes = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
          changes.add(
              writers.submit(
                  () -> {
                    for (int i = 0; i < 20; i++) {
                      var unused =
                          players.update(
                              "k" + i, each -> new Player(each.name(), each.points() + 1));
                    }
                  }));
        }
        RecompressionReport report = recompress();
        for (Future<?> each : changes) {
          each.get();
        }
        assertThat(report.unreadable()).isZero();
        try (Stream<StoredValue<Player, String>> all = players.scan(Range.all())) {
          assertThat(all.map(StoredValue::value)).hasSize(20).containsOnly(new Player("alice", 2));
        }
        for (int i = 0; i < 20; i++) {
          assertThat(players.get("k" + i)).contains(new Player("alice", 2));
        }
      }
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void aValueThatCannotBeConvertedIsReportedAndKept() throws SQLException {
    RecordRepository<Player1, String> before = olderPlayers(RecordCacheMode.OFF);
    before.put("a", new Player1("alice", 7));
    before.put("b", new Player1("bob", 7));
    TypeName failing =
        TypeName.of("player", 2)
            .from(
                1,
                json -> {
                  if ("alice".equals(json.get("nick"))) {
                    throw new IllegalStateException("not alice");
                  }
                  return renamed(json);
                });
    var unused =
        process(records -> records.registerType(Player.class, failing), RecordCacheMode.OFF);

    RecompressionReport report = recompress();

    assertThat(report.upcast()).isEqualTo(1);
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.problems().get(0)).contains("'a'", "'" + collection + "'", "not alice");
    assertThat(types()).isEqualTo(Map.of("a", "player", "b", "player@2"));
  }

  @Test
  void aStoppedRunIsContinued() throws SQLException {
    RecordRepository<Player1, String> before = olderPlayers(RecordCacheMode.OFF);
    Map<String, Player1> many = new TreeMap<>();
    for (int i = 0; i < 450; i++) {
      many.put("k" + i, new Player1("name " + i, i));
    }
    before.putAll(many);
    RecordRepository<Player, String> players = players(RecordCacheMode.OFF);
    List<Boolean> answers = new ArrayList<>(List.of(true, false));

    RecompressionReport first = recompress(ALL, () -> !answers.isEmpty() && answers.remove(0));
    RecompressionReport second = recompress();

    assertThat(first.upcast()).isBetween(1L, 449L);
    assertThat(first.finished()).isFalse();
    assertThat(first.upcast() + second.upcast()).isEqualTo(450);
    assertThat(second.finished()).isTrue();
    assertThat(types().values()).containsOnly("player@2");
    assertThat(players.get("k449")).contains(new Player("name 449", 449));
  }

  record Receipt1(String number, ContentHash pdf) {}

  record Receipt(String number, List<ContentHash> files) {}

  @Test
  void theContentsOfARewrittenValueAreKept() {
    ContentStore contents =
        new ContentEngine(ContentSettings.defaults(), statistics)
            .over(new OwnTransactions(sessions, dialect, WRITABLE, statistics));
    ContentHash hash =
        contents.stage(("pdf of " + collection).getBytes(StandardCharsets.UTF_8)).hash();
    process(records -> records.registerType(Receipt1.class, "receipt"), RecordCacheMode.OFF)
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
        process(records -> records.registerType(Receipt.class, second), RecordCacheMode.OFF)
            .records(collection, Receipt.class);

    assertThat(recompress().upcast()).isEqualTo(1);

    Receipt receipt = new Receipt("1", List.of(hash));
    assertThat(receipts.get("r")).contains(receipt);
    assertThatThrownBy(() -> contents.delete(hash)).isInstanceOf(ContentInUseException.class);
    assertThat(receipts.put("r", receipt).outcome()).isEqualTo(PutOutcome.UNCHANGED);
    receipts.delete("r");
    assertThat(contents.delete(hash)).isTrue();
  }

  @Test
  void theContentOfAnOlderFormIsNoLongerReferredTo() {
    RecordRepository<Player1, String> before = olderPlayers(RecordCacheMode.OFF);
    before.put("medium", new Player1(text(20_000), 7));
    var unused = players(RecordCacheMode.OFF);
    String content =
        "select min(content_id) from coffer_record_content where collection = ?"
            + " and record_key = 'medium'";
    long older = number(content, collection);

    assertThat(recompress().upcast()).isEqualTo(1);

    long newest = number(content, collection);
    assertThat(newest).isNotEqualTo(older);
    assertThat(number("select content_id from coffer_record where collection = ?", collection))
        .isEqualTo(newest);
    assertThat(number("select count(*) from coffer_record_content where content_id = ?", older))
        .isZero();
  }
}
