package dev.coffer.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.DictionaryUnavailableException;
import dev.coffer.codec.frame.Frames;
import dev.coffer.dialect.Dialect;
import dev.coffer.maintenance.DictionaryReport;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The effect of dictionaries on the records of a collection, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class DictionariesContract {
  private static final String MONSTERS = "monsters";

  record Monster(String name, String habitat, int strength, List<String> weaknesses) {}

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private OpenSettings settings() {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password());
  }

  private Coffer open() {
    return Coffer.open(settings());
  }

  private static Monster monster(int number) {
    return new Monster(
        "monster number " + number,
        List.of("deep forest", "underground lake", "forgotten castle").get(number % 3),
        (number * 7919) % 100,
        List.of("garlic and silver", "loud music"));
  }

  private static RecordRepository<Monster, String> monsters(Coffer coffer) {
    return coffer.records(MONSTERS, Monster.class);
  }

  private static Map<String, Monster> some(int from, int to) {
    return IntStream.range(from, to)
        .boxed()
        .collect(
            Collectors.toMap(
                number -> "m" + number,
                DictionariesContract::monster,
                (a, b) -> a,
                LinkedHashMap::new));
  }

  private static String train(Coffer coffer) {
    monsters(coffer).putAll(some(0, 400));
    return Objects.requireNonNull(coffer.trainDictionary(MONSTERS).dictionary());
  }

  @Test
  void areTrainedFromLargeValuesOfAllKeys() throws SQLException {
    int half = 160;
    Map<String, byte[]> values = new LinkedHashMap<>();
    for (int i = 0; i < 2 * half; i++) {
      values.put("%03d".formatted(i), large(i < half ? "first" : "second", i));
    }
    try (Coffer coffer = open()) {
      RecordRepository<byte[], String> bytes = coffer.records(MONSTERS, byte[].class);
      bytes.putAll(values);
      long stored = storedBytes();
      bytes.put("before", large("second", 1000));
      long before = storedBytes() - stored;
      assertThat(coffer.trainDictionary(MONSTERS).dictionary()).isNotNull();
      bytes.put("after", large("second", 1001));
      assertThat(storedBytes() - stored - before).isLessThan(before / 2);
    }
  }

  /** A value of 60 KB with one kilobyte of information: some phrases of a vocabulary. */
  private static byte[] large(String vocabulary, int number) {
    Random random = new Random(number);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      Random phrase = new Random(31L * vocabulary.hashCode() + random.nextInt(64));
      phrase.ints(60, 'a', 'z' + 1).forEach(c -> line.append((char) c));
    }
    return line.toString().repeat(50).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void makeNewValuesSmallerAndAreReadByEveryNode() throws SQLException {
    for (String codec : List.of("brotli", "zstd")) {
      try (Coffer coffer = Coffer.open(settings().withCodec(codec))) {
        monsters(coffer).putAll(some(0, 400));
        long before = storedBytes();
        DictionaryReport report = coffer.trainDictionary(MONSTERS);
        assertThat(report.samples()).isEqualTo(400);
        assertThat(report.gain()).isGreaterThan(1.5);
        assertThat(report.dictionaryBytes()).isBetween(1, 64 << 10);
        assertThat(storedBytes()).as("stored frames do not change").isEqualTo(before);

        monsters(coffer).deleteAll(some(0, 400).keySet());
        monsters(coffer).putAll(some(0, 400));
        assertThat(storedBytes() * 3).isLessThan(before * 2);
        assertThat(frame("m7"))
            .satisfies(frame -> assertThat(Frames.codec(frame)).isEqualTo(codec));

        try (Coffer other = open()) {
          assertThat(monsters(other).get("m7")).contains(monster(7));
          assertThat(monsters(other).getAll(List.of("m8", "m9")))
              .containsEntry("m8", monster(8))
              .containsEntry("m9", monster(9));
          try (var all = monsters(other).scan(Range.all())) {
            assertThat(all.filter(each -> some(0, 400).containsValue(each.value()))).hasSize(400);
          }
          assertThat(other.verify().damaged()).isEmpty();
        }
        coffer.forgetDictionary(MONSTERS);
      }
      execute("delete from coffer_record");
    }
  }

  @Test
  void areUsedByAllWritesAndDoNotChangeAnEqualValue() throws SQLException {
    try (Coffer coffer = open()) {
      train(coffer);
      RecordRepository<Monster, String> monsters = monsters(coffer);
      Put created = monsters.put("new", monster(1000));
      monsters.putIfAbsent("absent", monster(1001));
      long version = monsters.find("absent").orElseThrow().version();
      assertThat(monsters.putIfVersion("absent", monster(1002), version).isDone()).isTrue();
      for (String key : List.of("new", "absent")) {
        assertThatThrownBy(() -> Frames.decode(frame(key)))
            .isInstanceOf(DictionaryUnavailableException.class);
      }
      byte[] frame = frame("new");
      assertThat(monsters.put("new", monster(1000)).outcome()).isEqualTo(PutOutcome.UNCHANGED);
      try (Coffer other = open()) {
        assertThat(monsters(other).put("new", monster(1000)).outcome())
            .isEqualTo(PutOutcome.UNCHANGED);
      }
      assertThat(frame("new")).isEqualTo(frame);
      assertThat(monsters.find("new").orElseThrow().version()).isEqualTo(created.version());
    }
  }

  @Test
  void areTrainedBySeveralNodesAtOnce() throws Exception {
    try (Coffer first = open();
        Coffer second = open()) {
      monsters(first).putAll(some(0, 400));
      ExecutorService threads = Executors.newFixedThreadPool(6);
      try {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<DictionaryReport>> reports = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          Coffer node = i % 2 == 0 ? first : second;
          reports.add(
              threads.submit(
                  () -> {
                    start.await();
                    return node.trainDictionary(MONSTERS);
                  }));
        }
        start.countDown();
        for (Future<DictionaryReport> report : reports) {
          assertThat(report.get().dictionary()).isEqualTo(reports.get(0).get().dictionary());
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(number("select count(*) from coffer_dictionary")).isEqualTo(1);
      monsters(second).put("new", monster(1000));
      assertThat(monsters(first).get("new")).contains(monster(1000));
    }
  }

  @Test
  void areNamedByTheErrorIfTheyAreMissingOrDamaged() throws SQLException {
    String id;
    try (Coffer coffer = open()) {
      id = train(coffer);
      monsters(coffer).put("new", monster(1000));
    }
    execute("update coffer_dictionary set dictionary = " + bytes("636f6666657221"));
    try (Coffer coffer = open()) {
      assertUnavailable(coffer, id, "is damaged");
      assertThat(coffer.verify().damaged()).singleElement().asString().contains("'new'", id);
      monsters(coffer).put("newer", monster(1001));
      assertThat(monsters(coffer).get("newer")).contains(monster(1001));
    }
    execute("delete from coffer_common_dictionary");
    execute("delete from coffer_dictionary");
    try (Coffer coffer = open()) {
      assertUnavailable(coffer, id, "is not in coffer_dictionary");
      assertThat(monsters(coffer).put("new", monster(1000)).outcome())
          .as("a new put makes the value readable")
          .isEqualTo(PutOutcome.REPLACED);
      assertThat(monsters(coffer).get("new")).contains(monster(1000));
    }
  }

  @Test
  void haveDistinctIds() throws SQLException {
    try (Coffer coffer = open()) {
      String id = train(coffer);
      execute("update coffer_dictionary set dictionary = " + bytes("636f6666657221"));
      String other = coffer.trainDictionary(MONSTERS).dictionary();
      assertThat(other).isNotNull().isNotEqualTo(id);
      assertThat(coffer.trainDictionary(MONSTERS).dictionary()).isEqualTo(other);
      monsters(coffer).put("new", monster(1000));
      assertThat(Frames.dictionary(frame("new"))).isEqualTo(other);
    }
    try (Coffer coffer = open()) {
      assertThat(monsters(coffer).get("new")).contains(monster(1000));
    }
  }

  private static void assertUnavailable(Coffer coffer, String id, String how) {
    assertThatThrownBy(() -> monsters(coffer).get("new"))
        .isInstanceOfSatisfying(
            DictionaryUnavailableException.class,
            e -> {
              assertThat(e.dictionary()).isEqualTo(id);
              assertThat(e.collection()).isEqualTo(MONSTERS);
            })
        .hasMessageContainingAll("'new'", MONSTERS, id, how);
  }

  @Test
  void areReadableAndUnusedAfterTheirRetirement() throws SQLException {
    try (Coffer coffer = open()) {
      String id = train(coffer);
      monsters(coffer).put("before", monster(1000));
      assertThat(coffer.forgetDictionary(MONSTERS)).isTrue();
      assertThat(coffer.forgetDictionary(MONSTERS)).isFalse();
      monsters(coffer).put("after", monster(1001));
      assertThat(Frames.decode(frame("after"))).isNotEmpty();
      try (Coffer other = open()) {
        assertThat(monsters(other).get("before")).contains(monster(1000));
      }
      execute("delete from coffer_record where record_key in ('before', 'after')");
      assertThat(coffer.trainDictionary(MONSTERS).dictionary())
          .as("the same samples give the same dictionary, which is in use again")
          .isEqualTo(id);
      assertThat(number("select count(*) from coffer_dictionary where retired_at is null"))
          .isEqualTo(1);
    }
  }

  @Test
  void areNotUsedByWritesOfAnotherDomain() throws SQLException {
    try (Coffer ours = open();
        SessionFactory sessions = SessionFactories.over(database);
        Coffer theirs = Coffer.over(sessions).domain("theirs").build()) {
      train(ours);
      monsters(theirs).put("theirs", monster(1000));
      monsters(ours).put("ours", monster(1001));
      assertThat(Frames.decode(frame("theirs"))).isNotEmpty();
      assertThatThrownBy(() -> Frames.decode(frame("ours")))
          .isInstanceOf(DictionaryUnavailableException.class);
      assertThat(monsters(theirs).get("ours")).contains(monster(1001));
      assertThat(theirs.forgetDictionary(MONSTERS)).isFalse();
    }
  }

  @Test
  void outliveTheRollbackOfAWrite() throws SQLException {
    try (Coffer first = open();
        SessionFactory sessions = SessionFactories.over(database);
        Coffer coffer = Coffer.over(sessions).build()) {
      train(first);
      try (EntityManager host = sessions.createEntityManager()) {
        host.getTransaction().begin();
        RecordRepository<Monster, String> joined = coffer.in(host).records(MONSTERS, Monster.class);
        joined.put("rolled-back", monster(1000));
        assertThat(joined.get("rolled-back")).contains(monster(1000));
        host.getTransaction().rollback();
      }
      assertThat(monsters(coffer).get("rolled-back")).isEmpty();
      monsters(coffer).put("kept", monster(1001));
      assertThat(monsters(first).get("kept")).contains(monster(1001));
    }
  }

  @Test
  void areNotStoredIfTheyGainNothing() throws SQLException {
    try (Coffer coffer = open()) {
      assertThat(coffer.trainDictionary("empty"))
          .isEqualTo(new DictionaryReport("empty", 0, 0, 0, 0, null));
      Map<String, byte[]> noise =
          Stream.iterate(1, i -> i + 1)
              .limit(100)
              .collect(Collectors.toMap(i -> "n" + i, DictionariesContract::noise));
      coffer.storeBatch("noise", noise);
      DictionaryReport report = coffer.trainDictionary("noise");
      assertThat(report.samples()).isEqualTo(100);
      assertThat(report.dictionary()).isNull();
      assertThat(number("select count(*) from coffer_dictionary")).isZero();
    }
  }

  private static byte[] noise(int seed) {
    byte[] bytes = new byte[300];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void changeNothingForContents() throws SQLException {
    try (Coffer coffer = open()) {
      train(coffer);
      byte[] bytes = "garlic and silver, loud music".repeat(9).getBytes(StandardCharsets.UTF_8);
      coffer.contents().store(bytes);
      assertThat(Frames.decode(column("select frame from coffer_frame", ""))).isEqualTo(bytes);

      // The write first tries the dictionary. The value is then too large for its record.
      Random random = new Random(1);
      byte[] large = new byte[16_000];
      random.nextBytes(large);
      byte[] like = "{\"habitat\":\"deep forest\",".getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < large.length; at += 100) {
        System.arraycopy(like, 0, large, at, like.length);
      }
      coffer.store(MONSTERS, "large", large);
      coffer.storeBatch(
          MONSTERS, Map.of("large again", large, "small", "x".getBytes(StandardCharsets.UTF_8)));
      assertThat(number("select count(*) from coffer_record where content_id is not null"))
          .isEqualTo(2);
      assertThat(coffer.verify().damaged()).isEmpty();
      try (Coffer other = open()) {
        assertThat(other.retrieve(MONSTERS, "large", byte[].class)).contains(large);
      }
    }
  }

  private byte[] frame(String key) throws SQLException {
    return column("select frame from coffer_record where record_key = ?", key);
  }

  private byte[] column(String sql, String parameter) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      if (!parameter.isEmpty()) {
        statement.setString(1, parameter);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getBytes(1);
      }
    }
  }

  private long storedBytes() throws SQLException {
    return number("select sum(octet_length(frame)) from coffer_record");
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private String bytes(String hex) {
    return database.product() == Dialect.Product.POSTGRESQL ? "'\\x" + hex + "'" : "x'" + hex + "'";
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}
