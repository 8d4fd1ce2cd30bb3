package dev.coffer.maintenance.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ContentHash;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.Frames;
import dev.coffer.maintenance.RecompressionPlan;
import dev.coffer.maintenance.RecompressionReport;
import dev.coffer.record.Expiry;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.RecordRepository;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.OwnTransactions;
import dev.coffer.tx.Work;
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
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The effect of recompression on stored frames, on every database. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class RecompressionContract {
  private static final RecompressionPlan ALL =
      RecompressionPlan.defaults().withUntouchedFor(Duration.ZERO);

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private Coffer open(String codec) {
    return Coffer.open(
        OpenSettings.of(database.jdbcUrl())
            .withUser(database.user())
            .withPassword(database.password())
            .withCodec(codec));
  }

  record Monster(int number, String habitat, String story) {}

  /** A value whose dense frame is more than a twentieth smaller than its first frame. */
  private static Monster monster(int number) {
    StringBuilder story = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      int word = (number * 31 + i * 17) & 0xff;
      story
          .append(
              i % 3 == 0 ? "Whoever meets it in the forest should " : "Nobody knows whether it ")
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

  private static RecordRepository<Monster, String> monsters(Coffer coffer) {
    return coffer.records("monsters", Monster.class);
  }

  private static Map<String, Monster> some(int count) {
    Map<String, Monster> some = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      some.put("m" + i, monster(i));
    }
    return some;
  }

  private static byte[] text(int length, int seed) {
    StringBuilder text = new StringBuilder(length + 100);
    for (int i = seed; text.length() < length; i++) {
      text.append("{\"id\":").append(i * 7919L % 100_003).append(",\"of\":\"").append(word(i / 3));
      text.append("\",\"at\":").append((long) i * i % 10_007).append("},\n");
    }
    return text.substring(0, length).getBytes(UTF_8);
  }

  private static final String ROWS =
      "select concat(collection, record_key, type, version, size, created_at,"
          + " coalesce(updated_at, created_at), coalesce(expires_at, created_at)) from coffer_record"
          + " order by collection, record_key";

  @Test
  void makesFramesSmallerAndChangesNothingElse() throws Exception {
    byte[] document = text(20_000, 1);
    try (Coffer writer = open("zstd");
        Coffer coffer = open("brotli")) {
      monsters(writer).putAll(some(20));
      monsters(writer).put("m3", monster(1003), Expiry.after(Duration.ofDays(1)));
      writer.store("documents", "one", document);
      assertThat(monsters(writer).get("m1")).contains(monster(1));
      assertThat(monsters(writer).get("m1")).contains(monster(1));
      List<String> rows = texts(ROWS);
      long before = storedBytes();

      RecompressionReport report = coffer.recompress(ALL);

      assertThat(report)
          .isEqualTo(
              new RecompressionReport(
                  Map.of("zstd", new RecompressionReport.Tally(21, 21, before, storedBytes())),
                  0,
                  List.of(),
                  List.of(),
                  List.of(),
                  0,
                  true));
      assertThat(report.bytesAfter()).isLessThan(before);
      assertThat(texts(ROWS)).isEqualTo(rows);
      assertThat(
              number("select count(*) from coffer_frame where stored_size <> octet_length(frame)"))
          .isZero();
      for (Coffer each : List.of(coffer, writer)) {
        assertThat(monsters(each).get("m1")).contains(monster(1));
        assertThat(monsters(each).get("m3")).contains(monster(1003));
        assertThat(each.retrieve("documents", "one", byte[].class)).contains(document);
        assertThat(each.verify().damaged()).isEmpty();
      }
      assertThat(monsters(writer).put("m1", monster(1)).outcome()).isEqualTo(PutOutcome.UNCHANGED);

      assertThat(coffer.recompress(ALL).examined()).as("the second run tries no frame").isZero();
      monsters(writer).put("m1", monster(2000));
      assertThat(coffer.recompress(ALL).examined()).isEqualTo(1);
      assertThat(monsters(writer).get("m1")).contains(monster(2000));
    }
  }

  @Test
  void recompressesThePartsOfLargeContents() throws Exception {
    byte[] file = text((1 << 20) + (400 << 10), 2);
    try (Coffer coffer = open("zstd")) {
      ContentHash hash = coffer.contents().store(file).hash();
      long before = storedBytes();
      RecompressionReport report = coffer.recompress(ALL);
      assertThat(report.unreadable()).isZero();
      assertThat(report.replaced()).isGreaterThan(1);
      assertThat(storedBytes()).isLessThan(before);
      assertThat(read(coffer, hash)).isEqualTo(file);
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  @Test
  void skipsNewFramesAndFramesWithTooLittleGain() throws SQLException {
    try (Coffer coffer = open("brotli")) {
      monsters(coffer).putAll(some(10));
      long before = storedBytes();
      assertThat(coffer.recompress().examined()).isZero();
      RecompressionReport report = coffer.recompress(ALL.withLeastSaving(90));
      assertThat(report.examined()).isEqualTo(10);
      assertThat(report.replaced()).isZero();
      assertThat(storedBytes()).isEqualTo(before);
    }
  }

  @Test
  void skipsACollectionIfASampleGainsTooLittle() throws SQLException {
    try (Coffer writer = open("zstd");
        Coffer coffer = open("brotli")) {
      Map<String, byte[]> noise = new TreeMap<>();
      for (int i = 0; i < 2100; i++) {
        byte[] bytes = text(300, i);
        if (i % 40 != 0) {
          new Random(i).nextBytes(bytes);
        }
        noise.put("n" + i, bytes);
      }
      writer.records("noise", byte[].class).putAll(noise);
      monsters(writer).putAll(some(5));
      String bytes = "select sum(octet_length(frame)) from coffer_record where collection='noise'";
      long before = number(bytes);

      RecompressionReport report = coffer.recompress(ALL);

      assertThat(report.leftAlone()).containsExactly("noise");
      assertThat(report.finished()).isTrue();
      assertThat(report.examined())
          .as("a sample, and the complete other collection")
          .isBetween(100L, 500L);
      assertThat(report.replaced()).isEqualTo(5);
      assertThat(number(bytes)).isEqualTo(before);
      RecompressionReport again = coffer.recompress(ALL);
      assertThat(again.leftAlone()).isEmpty();
      assertThat(again.examined()).isZero();
    }
  }

  @Test
  void recompressesALargeCollectionWithAGainOrARetiredDictionary() throws SQLException {
    int count = 2100;
    try (Coffer coffer = open("zstd")) {
      monsters(coffer).putAll(some(count));
      RecompressionReport report = coffer.recompress(ALL.withDictionariesFor(List.of("monsters")));
      assertThat(report.leftAlone()).isEmpty();
      assertThat(report.examined()).as("the sample does not count twice").isEqualTo(count);
      assertThat(report.replaced()).isEqualTo(count);

      coffer.forgetDictionary("monsters");
      assertThat(coffer.recompress(ALL).replaced()).isEqualTo(count);
      assertThat(monsters(coffer).get("m1")).contains(monster(1));
    }
  }

  @Test
  void trainsDictionariesAndReplacesFramesOfRetiredOnes() throws SQLException {
    try (Coffer coffer = open("zstd")) {
      monsters(coffer).putAll(some(120));
      long before = storedBytes();
      assertThat(coffer.recompress(ALL).dictionaries()).isEmpty();

      RecompressionPlan plan = ALL.withDictionariesFor(List.of("monsters", "none"));
      RecompressionReport report = coffer.recompress(plan);
      assertThat(report.dictionaries())
          .singleElement()
          .satisfies(each -> assertThat(each.dictionary()).isNotNull());
      assertThat(report.replaced()).isEqualTo(120);
      assertThat(storedBytes() * 2).isLessThan(before);
      assertThat(Frames.dictionary(frame("m1"))).isNotNull();
      try (Coffer other = open("brotli")) {
        assertThat(monsters(other).get("m1")).contains(monster(1));
      }
      RecompressionReport again = coffer.recompress(plan);
      assertThat(again.dictionaries())
          .singleElement()
          .satisfies(
              each ->
                  assertThat(each.dictionary()).as("a new dictionary would be no better").isNull());
      assertThat(again.examined()).isZero();

      coffer.forgetDictionary("monsters");
      assertThat(coffer.recompress(ALL).replaced()).isEqualTo(120);
      for (byte[] frame : frames("select frame from coffer_record")) {
        assertThatCode(() -> Frames.decode(frame)).doesNotThrowAnyException();
      }
      assertThat(monsters(coffer).get("m1")).contains(monster(1));
    }
  }

  @Test
  void neverOverwritesAConcurrentWrite() throws Exception {
    int writers = 3;
    int keys = 8;
    try (Coffer coffer = open("zstd");
        Coffer maintainer = open("brotli")) {
      ExecutorService threads = Executors.newFixedThreadPool(writers);
      CountDownLatch running = new CountDownLatch(writers);
      List<Future<Map<String, Long>>> all = new ArrayList<>();
      try {
        for (int w = 0; w < writers; w++) {
          int writer = w;
          all.add(
              threads.submit(
                  () -> {
                    try {
                      Map<String, Long> versions = new TreeMap<>();
                      for (int i = 0; i < 60; i++) {
                        String key = "w" + writer + "-" + i % keys;
                        versions.put(key, monsters(coffer).put(key, monster(i)).version());
                        coffer.contents().store(text(3000, writer * 1000 + i));
                      }
                      return versions;
                    } finally {
                      running.countDown();
                    }
                  }));
        }
        do {
          assertThat(maintainer.recompress(ALL).unreadable()).isZero();
        } while (running.getCount() > 0);
        for (int w = 0; w < writers; w++) {
          for (Map.Entry<String, Long> each : all.get(w).get().entrySet()) {
            int number = Integer.parseInt(each.getKey().substring(each.getKey().indexOf('-') + 1));
            int last = number + (59 - number) / keys * keys;
            var found = monsters(maintainer).find(each.getKey()).orElseThrow();
            assertThat(found.value()).isEqualTo(monster(last));
            assertThat(found.version()).isEqualTo(each.getValue());
          }
        }
        assertThat(coffer.verify().damaged()).isEmpty();
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void replacesOnlyTheFrameThatItRead() throws SQLException {
    try (Coffer coffer = open("brotli")) {
      monsters(coffer).put("m1", monster(1));
      byte[] read = frame("m1");
      monsters(coffer).delete("m1");
      monsters(coffer).put("m1", monster(2));
      RecordFrames frames =
          new RecordFrames("monsters", DictionarySource.NONE, null, unit -> true, Set.of());
      FrameSource.Replacement late =
          new FrameSource.Replacement(new FrameSource.Stored("m1", read, false), read);
      List<FrameSource.Replacement> replaced = inUnit(unit -> frames.replace(unit, List.of(late)));
      assertThat(replaced).isEmpty();
      assertThat(monsters(coffer).get("m1")).contains(monster(2));
    }
  }

  @Test
  void neverWaitsForALock() throws SQLException {
    try (Coffer writer = open("zstd");
        Coffer coffer = open("brotli");
        Connection host = database.connect()) {
      monsters(writer).putAll(some(5));
      writer.contents().store(text(5000, 1));
      byte[] locked = frame("m1");
      host.setAutoCommit(false);
      update(
          host,
          "update coffer_record set version = version + 1"
              + " where collection = 'monsters' and record_key = 'm1'");
      update(host, "update coffer_frame set stored_size = stored_size + 0");

      RecompressionReport report = coffer.recompress(ALL);

      assertThat(report.examined()).isEqualTo(6);
      assertThat(report.replaced()).isEqualTo(4);
      host.rollback();
      assertThat(frame("m1")).isEqualTo(locked);
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }

  @Test
  void skipsAndReportsUnreadableFrames() throws Exception {
    try (Coffer writer = open("zstd");
        Coffer coffer = open("brotli")) {
      monsters(writer).putAll(some(5));
      ContentHash hash = writer.contents().store(text(5000, 1)).hash();
      byte[] damaged = frame("m1");
      damaged[damaged.length / 2] ^= 1;
      byte[] foreign = {0x1e, 5, 1, 2, 3, 4, 5, 6, 7};
      setFrame("m1", damaged);
      setFrame("m2", foreign);
      try (Connection connection = database.connect()) {
        update(connection, "update coffer_frame set stored_size = -stored_size");
      }

      RecompressionReport report = coffer.recompress(ALL);

      assertThat(report.unreadable()).isEqualTo(3);
      assertThat(report.problems())
          .satisfiesExactlyInAnyOrder(
              each -> assertThat(each).contains("'m1'", "'monsters'", "damaged"),
              each -> assertThat(each).contains("'m2'", "'monsters'", "codec 14"),
              each -> assertThat(each).contains("marked as damaged"));
      assertThat(report.replaced()).isEqualTo(3);
      assertThat(frame("m1")).isEqualTo(damaged);
      assertThat(frame("m2")).isEqualTo(foreign);
      assertThat(number("select count(*) from coffer_frame where stored_size < 0")).isEqualTo(1);
      assertThat(read(coffer, hash)).isEqualTo(text(5000, 1));
    }
  }

  @Test
  void continuesAfterAnInterruption() throws SQLException {
    try (Coffer coffer = open("zstd")) {
      monsters(coffer).putAll(some(450));
      AtomicInteger asked = new AtomicInteger();

      RecompressionReport first = coffer.recompress(ALL, () -> asked.incrementAndGet() < 3);

      assertThat(first.finished()).isFalse();
      assertThat(first.examined()).isEqualTo(200);
      RecompressionReport second = coffer.recompress(ALL);
      assertThat(second.finished()).isTrue();
      assertThat(second.examined()).isEqualTo(250);
      assertThat(coffer.recompress(ALL).examined()).isZero();
    }
  }

  private static byte[] read(Coffer coffer, ContentHash hash) throws IOException {
    try (InputStream in = coffer.contents().open(hash)) {
      return in.readAllBytes();
    }
  }

  private <R> R inUnit(Work<R> work) {
    try (SessionFactory sessions = SessionFactories.over(database)) {
      return new OwnTransactions(
              sessions,
              database.dialect(),
              new SchemaAccess(Schema.VERSION, Schema.VERSION, "identity"),
              new StatisticsRecorder())
          .write(work);
    }
  }

  private byte[] frame(String key) throws SQLException {
    return frames("select frame from coffer_record where record_key = '" + key + "'").get(0);
  }

  private List<byte[]> frames(String sql) throws SQLException {
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

  private List<String> texts(String sql) throws SQLException {
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

  private void setFrame(String key, byte[] frame) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "update coffer_record set frame = ? where record_key = ?")) {
      statement.setBytes(1, frame);
      statement.setString(2, key);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static void update(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }

  private long storedBytes() throws SQLException {
    return number("select coalesce(sum(octet_length(frame)), 0) from coffer_record")
        + number("select coalesce(sum(octet_length(frame)), 0) from coffer_frame");
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(texts(sql).get(0));
  }
}
