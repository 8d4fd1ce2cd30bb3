package dev.coffer.maintenance.run;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.codec.frame.Frames;
import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A database with a collection whose values gain from a dictionary. */
abstract class DictionaryFixture {
  static final String MONSTERS = "monsters";
  static final int RECORDS = 300;

  record Monster(String name, String habitat, int strength, List<String> weaknesses) {}

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

  OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withPoolSize(10)
        .withDictionaries(DictionarySettings.defaults().withMode(DictionaryMode.DENSE))
        .withMaintenance(MaintenanceSettings.defaults().withKeepDictionaries(Duration.ZERO));
  }

  Coffer open() {
    return Coffer.open(settings());
  }

  static Monster monster(int number) {
    return new Monster(
        "monster number " + number,
        List.of("deep forest", "underground lake", "forgotten castle").get(number % 3),
        (number * 7919) % 100,
        List.of("garlic and silver", "loud music"));
  }

  static Map<String, Monster> some(int from, int to) {
    return IntStream.range(from, to)
        .boxed()
        .collect(
            Collectors.toMap(
                number -> "m" + number,
                DictionaryFixture::monster,
                (one, other) -> one,
                LinkedHashMap::new));
  }

  static RecordRepository<Monster, String> monsters(Coffer coffer) {
    return coffer.records(MONSTERS, Monster.class);
  }

  /** Trains a dictionary, and returns its id. Values that are stored already do not use it. */
  static String train(Coffer coffer) {
    monsters(coffer).putAll(some(0, RECORDS));
    return Objects.requireNonNull(coffer.trainDictionary(MONSTERS).dictionary());
  }

  /** The id of the dictionary that a record needs; null if it needs none. */
  @Nullable String needed(String key) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("select frame from coffer_record where record_key = ?")) {
      query.setString(1, key);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return Frames.dictionary(row.getBytes(1));
      }
    }
  }

  /** The number of dense dictionaries: a common one is never deleted. */
  long dictionaries() throws SQLException {
    return number(
        "select count(*) from coffer_dictionary where dictionary_id not in"
            + " (select dictionary_id from coffer_common_dictionary)");
  }

  long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}
