package dev.coffer.record;

import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.maintenance.run.Recompression;
import dev.coffer.record.cache.RecordCaching;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.tx.OwnTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.provider.Arguments;

/** Two versions of a type, and recompressions that rewrite the older one. */
abstract class OlderFormsFixture extends RecordFixture {
  static final RecompressionPlan ALL =
      RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO).withUpcasting(true);

  /** Version 1 of the type {@code player}. */
  record Player1(String nick, int points) {}

  /** Version 2. */
  record Player(String name, int points) {}

  static final TypeName SECOND = TypeName.of("player", 2).from(1, OlderFormsFixture::renamed);

  static Map<String, @Nullable Object> renamed(Map<String, @Nullable Object> json) {
    json.put("name", json.remove("nick"));
    return json;
  }

  static void older(RecordStore records) {
    records.registerType(Player1.class, "player");
  }

  static void newer(RecordStore records) {
    records.registerType(Player.class, SECOND);
  }

  JsonMapping mapping = Jackson3Mapping.create();

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

  RecordStore process(Consumer<RecordStore> types, RecordCacheMode mode) {
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

  RecordRepository<Player1, String> olderPlayers(RecordCacheMode mode) {
    return process(OlderFormsFixture::older, mode).records(collection, Player1.class);
  }

  RecordRepository<Player, String> players(RecordCacheMode mode) {
    return process(OlderFormsFixture::newer, mode).records(collection, Player.class);
  }

  /** A recompression by the process that was created last. */
  RecompressionReport recompress(RecompressionPlan plan, BooleanSupplier goOn) {
    return new Recompression(
            new OwnTransactions(sessions, dialect, WRITABLE, statistics),
            engine.dictionaries(),
            engine.olderForms(),
            FrameWriter.preferred(),
            plan,
            goOn,
            false)
        .run();
  }

  RecompressionReport recompress() {
    return recompress(ALL, () -> true);
  }

  static String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append(i * 7919L % 100_003).append(' ');
    }
    return text.substring(0, length);
  }

  /** A text of each row, with everything that a rewriting must not change. */
  Map<String, String> unchanged() throws SQLException {
    return rows(
        "concat(version, ' ', created_at, ' ', coalesce(updated_at, created_at), ' ',"
            + " coalesce(expires_at, created_at))");
  }

  Map<String, String> types() throws SQLException {
    return rows("type");
  }

  Map<String, String> rows(String column) throws SQLException {
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
}
