package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentInUseException;
import dev.coffer.api.DamagedRecordException;
import dev.coffer.content.ContentStore;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import dev.coffer.maintenance.RecompressionReport;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Recompression rewrites older forms of values, and changes nothing else. */
abstract class OlderFormsContract extends OlderFormsFixture {

  @ParameterizedTest
  @MethodSource("librariesAndModes")
  void olderFormsAreRewrittenUnderTheirVersionsAndTimes(JsonMapping library, RecordCacheMode mode)
      throws SQLException {
    mapping = library;
    RecordRepository<Player1, String> before = first(mode);
    Map<String, String> names =
        Map.of("inline", "alice", "expiring", "bob", "medium", text(20_000), "long", text(700_000));
    names.forEach((key, name) -> before.put(key, new Player1(name, 7)));
    before.put("expiring", new Player1("bob", 7), Expiry.after(Duration.ofDays(1)));
    RecordRepository<Player2, String> players = second(mode);
    store(engine).store(collection, "other", new RawJson("{\"nick\": 1}"));
    players.put("newest", new Player2("carol", 8));
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
      names.forEach((key, name) -> assertThat(players.get(key)).contains(new Player2(name, 7)));
    }
    names.forEach(
        (key, name) -> {
          Put put = players.put(key, new Player2(name, 7), Expiry.keep());
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
    first(RecordCacheMode.OFF).put("k", new Player1("alice", 7));
    var unused = second(RecordCacheMode.OFF);

    assertThat(recompress(ALL.withUpcasting(false), () -> true).upcast()).isZero();
    assertThat(recompress(ALL.withUntouchedFor(Duration.ofDays(1)), () -> true).upcast()).isZero();
    assertThat(types()).containsEntry("k", "player");
    assertThat(recompress().upcast()).isEqualTo(1);
  }

  @Test
  void aRecordThatARecompressionTriedIsFound() throws SQLException {
    first(RecordCacheMode.OFF).put("k", new Player1("alice", 7));
    var unused = second(RecordCacheMode.OFF);
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
    RecordRepository<Player1, String> before = first(RecordCacheMode.OFF);
    names.forEach((key, name) -> before.put(key, new Player1(name, 7)));
    try (CachingNode heap = CachingNode.withHeap(testDatabase, mode);
        CachingNode secondLevel = new CachingNode(testDatabase, mode)) {
      List<RecordRepository<Player2, String>> nodes = new ArrayList<>();
      for (CachingNode node : List.of(heap, secondLevel)) {
        RecordStore records = node.store();
        knows2(records);
        nodes.add(records.records(collection, Player2.class));
      }
      nodes.forEach(
          node ->
              names.forEach(
                  (key, name) -> {
                    assertThat(node.get(key)).contains(new Player2(name, 7));
                    assertThat(node.get(key)).contains(new Player2(name, 7));
                  }));
      Map<String, String> rows = unchanged();
      var unused = second(mode);
      assertThat(recompress().upcast()).isEqualTo(3);

      for (RecordRepository<Player2, String> node : nodes) {
        names.forEach((key, name) -> assertThat(node.get(key)).contains(new Player2(name, 7)));
        names.forEach(
            (key, name) ->
                assertThat(node.put(key, new Player2(name, 7)).outcome())
                    .isEqualTo(PutOutcome.UNCHANGED));
      }
      assertThat(unchanged()).isEqualTo(rows);
      nodes.get(0).put("inline", new Player2("alicia", 9));
      assertThat(nodes.get(1).get("inline")).contains(new Player2("alicia", 9));
    }
  }

  @Test
  void aDamagedCacheEntryOfAnOlderFormIsNotMixedWithTheNewestForm() throws SQLException {
    first(RecordCacheMode.OFF).put("k", new Player1("alice", 7));
    try (CachingNode node = new CachingNode(testDatabase, RecordCacheMode.VALIDATED)) {
      knows2(node.store());
      RecordRepository<Player2, String> players = node.store().records(collection, Player2.class);
      flipLastBit();
      assertThatThrownBy(() -> players.get("k")).isInstanceOf(DamagedRecordException.class);
      flipLastBit();
      var unused = second(RecordCacheMode.OFF);
      assertThat(recompress().upcast()).isEqualTo(1);

      assertThatThrownBy(() -> players.get("k"))
          .isInstanceOf(DamagedRecordException.class)
          .hasMessageContaining("read it again");
      assertThat(players.get("k")).contains(new Player2("alice", 7));
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
    RecordRepository<Player1, String> before = first(RecordCacheMode.OFF);
    before.put("medium", new Player1(text(20_000), 7));
    var unused = second(RecordCacheMode.OFF);
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
