package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.format.JsonMapping;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Three versions of a type, and processes that know one of them. */
abstract class UpcastFixture extends RecordFixture {

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

  static final TypeName SECOND = TypeName.of("player", 2).from(1, UpcastFixture::withName);

  static final TypeName THIRD =
      TypeName.of("player", 3).from(2, UpcastFixture::withScore).from(1, UpcastFixture::withName);

  static void knows1(RecordStore records) {
    records.registerType(Player1.class, "player");
  }

  static void knows2(RecordStore records) {
    records.registerType(Player2.class, SECOND);
  }

  static void knows3(RecordStore records) {
    records.registerType(Player.class, THIRD);
  }

  static final Player ALICE = new Player("alice", new Score(7), List.of("new"));
  static final Player BOB = new Player("bob", new Score(8), List.of("new"));

  static Map<String, @Nullable Object> withName(Map<String, @Nullable Object> json) {
    json.put("name", json.remove("nick"));
    return json;
  }

  static Map<String, @Nullable Object> withScore(Map<String, @Nullable Object> json) {
    Map<String, @Nullable Object> score = new HashMap<>();
    score.put("points", json.remove("points"));
    json.put("score", score);
    json.put("tags", List.of("new"));
    return json;
  }

  JsonMapping mapping = Jackson3Mapping.create();

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
  RecordStore process(Consumer<RecordStore> types, RecordCacheMode mode) {
    engine = engine(SETTINGS, caching(mode), () -> mapping);
    RecordStore records = store(engine);
    types.accept(records);
    return records;
  }

  RecordStore process(Consumer<RecordStore> types) {
    return process(types, RecordCacheMode.OFF);
  }

  RecordRepository<Player1, String> first(RecordCacheMode mode) {
    return process(UpcastFixture::knows1, mode).records(collection, Player1.class);
  }

  RecordRepository<Player2, String> second(RecordCacheMode mode) {
    return process(UpcastFixture::knows2, mode).records(collection, Player2.class);
  }

  RecordRepository<Player, String> third(RecordCacheMode mode) {
    return process(UpcastFixture::knows3, mode).records(collection, Player.class);
  }

  /** Stores Alice in the form of version 1 and Bob in that of version 2. */
  void storeOlderForms(RecordCacheMode mode) {
    first(mode).put("a", new Player1("alice", 7));
    second(mode).put("b", new Player2("bob", 8));
    assertThat(typeOf("a")).isEqualTo("player");
    assertThat(typeOf("b")).isEqualTo("player@2");
  }

  String typeOf(String key) {
    return text("select type from coffer_record where collection = ? and record_key = ?", key);
  }

  String text(String sql, String key) {
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
}
