package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.ContentHash;
import dev.coffer.content.Holder;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import dev.coffer.record.Put;
import dev.coffer.record.PutOutcome;
import dev.coffer.record.RecordRepository;
import dev.coffer.schema.Schema;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads databases of an earlier release, written with either Jackson on the class path: versions
 * from 1, a dictionary, recompressed frames, contents. H2 exported the databases as scripts.
 */
class EarlierDatabaseTest {

  record Score(String player, long points, Instant at, List<String> tags, Map<String, Integer> m) {}

  /** Properties whose names and formats differ between the two Jackson libraries. */
  public static class Book {
    private @Nullable String isbn;
    private @Nullable String aName;
    private int xIndex;
    private @Nullable Locale loc;
    private @Nullable Date d;

    public @Nullable String getISBN() {
      return isbn;
    }

    public void setISBN(String isbn) {
      this.isbn = isbn;
    }

    public @Nullable String getaName() {
      return aName;
    }

    public void setaName(String aName) {
      this.aName = aName;
    }

    public int getXIndex() {
      return xIndex;
    }

    public void setXIndex(int xIndex) {
      this.xIndex = xIndex;
    }

    public @Nullable Locale getLoc() {
      return loc;
    }

    public void setLoc(Locale loc) {
      this.loc = loc;
    }

    public @Nullable Date getD() {
      return d;
    }

    public void setD(Date d) {
      this.d = d;
    }
  }

  static Stream<Arguments> writersAndReaders() {
    return Stream.of(2, 3)
        .flatMap(
            writer ->
                Stream.of(
                    Arguments.of(writer, Jackson2Mapping.create()),
                    Arguments.of(writer, Jackson3Mapping.create())));
  }

  @ParameterizedTest
  @MethodSource("writersAndReaders")
  void isReadVerifiedAndWritten(int writer, JsonMapping reader) throws SQLException, IOException {
    try (TestDatabase database = TestDatabase.h2()) {
      restore(database, "schema-3-jackson-" + writer + ".sql");
      migrate(database);
      try (SessionFactory sessions = SessionFactories.over(database);
          Coffer coffer = Coffer.over(sessions).json(reader).build()) {
        coffer.records().registerType(Score.class, "score");
        coffer.records().registerType(Book.class, "book");

        readsRecords(coffer);
        readsABook(coffer, writer);
        readsContents(coffer);
        assertThat(coffer.verify().damaged()).isEmpty();
        writesRecords(coffer.records("scores", Score.class));
        assertThat(coffer.verify().damaged()).isEmpty();
      }
    }
  }

  private static void readsRecords(Coffer coffer) {
    RecordRepository<Score, String> scores = coffer.records("scores", Score.class);
    for (int i = 0; i < 30; i++) {
      Score expected = i == 1 ? changed() : score(i);
      assertThat(scores.get("k" + i)).contains(expected);
      assertThat(scores.put("k" + i, expected))
          .isEqualTo(new Put(PutOutcome.UNCHANGED, i == 1 ? 2 : 1));
    }
  }

  private static void readsABook(Coffer coffer, int writer) {
    Book book = coffer.records("books", Book.class).get("b").orElseThrow();
    assertThat(book.getISBN()).isEqualTo("x");
    // Jackson 3 did not write the property of such an accessor.
    assertThat(book.getaName()).isEqualTo(writer == 2 ? "n" : null);
    assertThat(book.getXIndex()).isEqualTo(3);
    assertThat(book.getLoc()).isEqualTo(Locale.GERMANY);
    // Both wrote the start of the day in their time zone, which was UTC.
    assertThat(book.getD())
        .isEqualTo(new Date(Instant.parse("2020-01-02T00:00:00Z").toEpochMilli()));
  }

  private static void readsContents(Coffer coffer) throws IOException {
    byte[] large = new byte[9_000];
    new Random(5).nextBytes(large);
    assertThat(coffer.retrieve("raw", "large", byte[].class).orElseThrow()).isEqualTo(large);
    assertThat(coffer.retrieve("raw", "brief", byte[].class).orElseThrow()).containsExactly(1);
    assertThat(coffer.retrieve("texts", "text", String.class)).contains("text ".repeat(4000));
    ContentHash kept =
        ContentHash.parse(
            "blake3:5e6f1a1a18575bd6705c9f36b25b50795525dc34e37f11bcbf0ff4bb1ff690e5");
    try (InputStream stream = coffer.contents().open(kept)) {
      assertThat(stream.readAllBytes()).isEqualTo("kept".getBytes(StandardCharsets.UTF_8));
    }
    Holder holder = Holder.of("invoices/17");
    coffer.contents().retain(kept, holder);
    assertThat(coffer.contents().release(kept, holder)).isTrue();
    assertThat(coffer.contents().info(kept).orElseThrow().retained()).isTrue();
  }

  private static void writesRecords(RecordRepository<Score, String> scores) {
    assertThat(scores.replace("k1", score(1), 2).version()).isEqualTo(3);
    scores.delete("k2");
    Put anew = scores.put("k2", score(2));
    assertThat(anew.outcome()).isEqualTo(PutOutcome.CREATED);
    assertThat(anew.version()).isGreaterThan(1);
    assertThat(scores.deleteIfVersion("k2", 1)).isFalse();
  }

  private static Score score(int i) {
    return new Score(
        "p" + i, i, Instant.ofEpochSecond(i), List.of("a", "b"), Map.of("z", 1, "y", 2));
  }

  private static Score changed() {
    return new Score("changed", 1, Instant.EPOCH, List.of(), Map.of());
  }

  private static void migrate(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      Schema.migrate(connection);
    }
  }

  private static void restore(TestDatabase database, String script) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("runscript from 'classpath:dev/coffer/earlier/" + script + "'");
    }
  }
}
