package dev.coffer.maintenance.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ContentHash;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A database, and values that a recompression makes smaller. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class RecompressionFixture {
  static final RecompressionPlan ALL = RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO);

  TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  Coffer open(String codec) {
    return Coffer.open(settings().withCodec(codec));
  }

  OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password());
  }

  record Monster(int number, String habitat, String story) {}

  /** A value whose dense frame is more than a twentieth smaller than its first frame. */
  static Monster monster(int number) {
    StringBuilder story = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      int word = (number * 31 + i * 17) & 0xff;
      story
          .append(
              i % 3 == 0 ? "A traveller in the dark forest should " : "Nobody knows whether it ")
          .append(List.of("sing", "run", "hide", "laugh", "sleep").get(word % 5))
          .append(
              word % 2 == 0 ? " at night, said traveller number " : " by day, wrote the monk of ")
          .append(word)
          .append(". ");
    }
    return new Monster(number, word(number) + " mountains", story.toString());
  }

  private static String word(int number) {
    return List.of("misty", "lonely", "blue", "forgotten").get(number & 3);
  }

  static RecordRepository<Monster, String> monsters(Coffer coffer) {
    return coffer.records("monsters", Monster.class);
  }

  static Map<String, Monster> some(int count) {
    return some(0, count);
  }

  static Map<String, Monster> some(int from, int to) {
    Map<String, Monster> some = new TreeMap<>();
    for (int i = from; i < to; i++) {
      some.put("m" + i, monster(i));
    }
    return some;
  }

  static byte[] text(int length, int seed) {
    StringBuilder text = new StringBuilder(length + 100);
    for (int i = seed; text.length() < length; i++) {
      text.append("{\"id\":").append(i * 7919L % 100_003).append(",\"of\":\"").append(word(i / 3));
      text.append("\",\"at\":").append((long) i * i % 10_007).append("},\n");
    }
    return text.substring(0, length).getBytes(UTF_8);
  }

  static byte[] read(Coffer coffer, ContentHash hash) throws IOException {
    try (InputStream in = coffer.contents().open(hash)) {
      return in.readAllBytes();
    }
  }

  byte[] frame(String key) throws SQLException {
    return frames("select frame from coffer_record where record_key = '" + key + "'").get(0);
  }

  List<byte[]> frames(String sql) throws SQLException {
    List<byte[]> frames = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        frames.add(rows.getBytes(1));
      }
    }
    return frames;
  }

  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        texts.add(Objects.requireNonNull(rows.getString(1)));
      }
    }
    return texts;
  }

  long storedBytes() throws SQLException {
    return number("select coalesce(sum(octet_length(frame)), 0) from coffer_record")
        + number("select coalesce(sum(octet_length(frame)), 0) from coffer_frame");
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(texts(sql).get(0));
  }
}
