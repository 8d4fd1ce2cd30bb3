package dev.coffer.record;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.DamagedRecordException;
import dev.coffer.api.RecordKeyException;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.testing.RecordedStatements;
import dev.coffer.testing.SessionFactories;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** What the selection of a range promises on every database, whichever method reads it. */
abstract class RecordRangesContract extends RecordFixture {

  /** In the order of their UTF-8 bytes, which is not Java's order of strings. */
  private static final List<String> SORTED =
      List.of(
          "A", "a", "a ", "a/1", "a/2", "a\uE000", "a\uD83D\uDE00", "b", "\uFFFF", "\uD83D\uDE00");

  private final RecordedStatements statements = new RecordedStatements();

  @Override
  SessionFactory newSessions() {
    return SessionFactories.over(
        testDatabase,
        Map.of(
            "hibernate.connection.datasource", statements.around(testDatabase.pooledDataSource())));
  }

  private RecordRepository<String, String> sorted() {
    RecordRepository<String, String> records = strings();
    Map<String, String> values = new TreeMap<>();
    SORTED.forEach(key -> values.put(key, "of " + key));
    records.putAll(values);
    return records;
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  private static <E> List<E> all(Stream<E> stream) {
    try (stream) {
      return stream.toList();
    }
  }

  /** Checks every method that reads a range. */
  private static void assertRange(
      RecordRepository<String, String> records, Range<String> range, List<String> expected) {
    assertThat(all(records.scan(range).map(StoredValue::key))).as("%s", range).isEqualTo(expected);
    assertThat(all(records.keys(range))).as("%s", range).isEqualTo(expected);
    assertThat(all(records.metadata(range).map(RecordMetadata::key))).isEqualTo(expected);
    assertThat(records.count(range)).as("%s", range).isEqualTo(expected.size());
    assertThat(records.first(range).map(StoredValue::key))
        .as("%s", range)
        .isEqualTo(expected.stream().findFirst());
    List<String> paged = new ArrayList<>();
    String after = null;
    do {
      Page<String, String> page = records.page(range, after, 3);
      page.records().forEach(record -> paged.add(record.key()));
      after = page.last();
    } while (after != null);
    assertThat(paged).as("%s", range).isEqualTo(expected);
  }

  private static void assertBothWays(
      RecordRepository<String, String> records, Range<String> range, List<String> expected) {
    assertRange(records, range, expected);
    assertRange(records, range.reversed(), reversed(expected));
    assertThat(range.reversed().reversed()).isEqualTo(range);
  }

  @Test
  void everyReadOfARangeGoesBothWays() {
    store = store(engine(SETTINGS.withPages(2, 1 << 20)));
    RecordRepository<String, String> records = sorted();

    assertBothWays(records, Range.all(), SORTED);
    for (int from = 0; from < SORTED.size(); from++) {
      String bound = SORTED.get(from);
      assertBothWays(records, Range.from(bound), SORTED.subList(from, SORTED.size()));
      assertBothWays(records, Range.before(bound), SORTED.subList(0, from));
      for (int to = 0; to < SORTED.size(); to += 3) {
        assertBothWays(
            records,
            Range.between(bound, SORTED.get(to)),
            from < to ? SORTED.subList(from, to) : List.of());
      }
    }
    for (String prefix :
        List.of("", "a", "a/", "a/1", "z", "\uD83D\uDE00", "\uDBFF\uDFFF", "a".repeat(600))) {
      assertBothWays(
          records,
          Range.prefix(prefix),
          SORTED.stream().filter(key -> key.startsWith(prefix)).toList());
    }
  }

  /** Keys of these characters often have an equal beginning, after which the two orders differ. */
  @Test
  void keysForWhichUtf8AndUtf16DifferAreInOrder() {
    store = store(engine(SETTINGS.withPages(4, 1 << 20)));
    RecordRepository<String, String> records = strings();
    List<String> characters =
        List.of("a", "\uD7FF", "\uE000", "\uFF08", "\uFFFF", "\uD83D\uDE00", "\uDBFF\uDFFF");
    Random random = new Random(5);
    TreeSet<String> keys = new TreeSet<>(Utf8Order.COMPARATOR);
    while (keys.size() < 60) {
      keys.add(text(characters, random));
    }
    records.putAll(keys.stream().collect(toMap(key -> key, key -> "of " + key)));

    assertBothWays(records, Range.all(), List.copyOf(keys));
    for (int turn = 0; turn < 40; turn++) {
      String from = text(characters, random);
      String to = text(characters, random);
      assertBothWays(records, Range.from(from), List.copyOf(keys.tailSet(from)));
      assertBothWays(
          records,
          Range.between(from, to),
          Utf8Order.compare(from, to) < 0 ? List.copyOf(keys.subSet(from, to)) : List.of());
      assertBothWays(
          records, Range.prefix(from), keys.stream().filter(key -> key.startsWith(from)).toList());
    }
  }

  private static String text(List<String> characters, Random random) {
    return random
        .ints(1 + random.nextInt(3), 0, characters.size())
        .mapToObj(characters::get)
        .collect(joining());
  }

  @Test
  void aPageThatFollowsAKeyOutsideOfTheRangeIsTheFirstOrEmpty() {
    RecordRepository<String, String> records = sorted();
    Range<String> range = Range.between("a", "b").reversed();

    assertThat(records.page(range, "z", 1).records())
        .extracting(StoredValue::key)
        .containsExactly("a\uD83D\uDE00");
    assertThat(records.page(range, "A", 1).records()).isEmpty();
    assertThat(records.page(range, "a/2", 2).records())
        .extracting(StoredValue::key)
        .containsExactly("a/1", "a ");
  }

  @Test
  void typedKeysGoBothWays() {
    RecordRepository<String, LocalDate> records =
        store.records(collection, String.class, LocalDate.class);
    List<LocalDate> days =
        List.of(
            LocalDate.of(-5, 1, 1),
            LocalDate.of(2025, 12, 31),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 12, 31),
            LocalDate.of(12026, 1, 1));
    days.forEach(day -> records.put(day, "value"));
    Range<LocalDate> year = Range.between(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1));

    assertThat(all(records.keys(Range.<LocalDate>all().reversed()))).isEqualTo(reversed(days));
    assertThat(all(records.keys(year.reversed()))).isEqualTo(reversed(days.subList(2, 4)));
    assertThat(records.count(year)).isEqualTo(2);
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // as a caller without generics has it
  void aPrefixOfKeysThatAreNoTextsIsRefused() {
    RecordRepository<String, LocalDate> records =
        store.records(collection, String.class, LocalDate.class);
    Range untyped = Range.prefix("2026-");

    assertThatThrownBy(() -> records.scan(untyped))
        .isInstanceOfSatisfying(
            RecordKeyException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo("2026-");
            })
        .hasMessageContaining("LocalDate")
        .hasMessageContaining("Range.between");
    assertThatThrownBy(() -> strings().scan(Range.prefix("nul\0inside")))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("NUL");
  }

  @Test
  void metadataAreThoseOfTheRecords() {
    RecordRepository<String, String> records = strings();
    records.put("a", "value", Expiry.after(Duration.ofDays(1)));
    records.put("b", "x".repeat(100));
    records.put("b", "y".repeat(200));

    assertThat(all(records.metadata(Range.all())))
        .isEqualTo(
            all(records.scan(Range.all())).stream()
                .map(
                    each ->
                        new RecordMetadata<>(
                            each.key(),
                            each.version(),
                            each.createdAt(),
                            each.updatedAt(),
                            each.expiresAt(),
                            each.size()))
                .toList())
        .extracting(each -> each.expiresAt() != null)
        .containsExactly(true, false);
  }

  @Test
  void expiredRecordsAreInNoRange() {
    RecordRepository<String, String> records = strings();
    List.of("a", "b", "c").forEach(key -> records.put(key, key, Expiry.after(Duration.ofHours(1))));
    expire("a");
    expire("c");

    assertBothWays(records, Range.all(), List.of("b"));
  }

  @Test
  void keysAndMetadataReadNoValue() {
    RecordRepository<String, String> records = sorted();
    update(
        "update coffer_record set frame = null, size = -1 where collection = ? and record_key = 'b'",
        collection);
    statements.clear();

    assertRangeWithoutValues(records);

    assertThat(statements.count("frame")).isZero();
    assertThat(statements.count("content")).isZero();
    assertThat(statements.count("coffer_record")).isPositive();
    assertThatThrownBy(() -> all(records.scan(Range.all())))
        .isInstanceOfSatisfying(
            DamagedRecordException.class, e -> assertThat(e.key()).isEqualTo("b"));
  }

  private static void assertRangeWithoutValues(RecordRepository<String, String> records) {
    assertThat(all(records.keys(Range.all()))).isEqualTo(SORTED);
    assertThat(all(records.metadata(Range.<String>all().reversed()))).hasSize(SORTED.size());
    assertThat(records.count(Range.prefix("a/"))).isEqualTo(2);
  }

  @Test
  void theFirstRecordIsReadAlone() {
    RecordRepository<String, String> records = strings();
    records.putAll(Map.of("a", "first", "b", "x".repeat(3000), "c", "last"));
    statements.clear();

    assertThat(records.first(Range.all()).map(StoredValue::value)).hasValue("first");
    assertThat(records.first(Range.<String>all().reversed()).map(StoredValue::value))
        .hasValue("last");
    assertThat(records.first(Range.from("d"))).isEmpty();
    assertThat(records.first(Range.between("b", "a"))).isEmpty();

    assertThat(statements.count("select")).isEqualTo(3);
  }

  @Test
  void aStreamThatIsCutShortReadsAFewRecords() {
    RecordRepository<Integer, Integer> records =
        store.records(collection, Integer.class, Integer.class);
    Map<Integer, Integer> values = new TreeMap<>();
    IntStream.range(0, 1000).forEach(i -> values.put(i, i));
    records.putAll(values);
    statements.clear();

    long before = recordsRead();
    assertThat(all(records.scan(Range.<Integer>all().reversed()).limit(3).map(StoredValue::value)))
        .containsExactly(999, 998, 997);
    assertThat(recordsRead() - before).isLessThanOrEqualTo(20);
    assertThat(statements.count("select")).isEqualTo(1);

    before = recordsRead();
    statements.clear();
    assertThat(all(records.scan(Range.from(300)).limit(100))).hasSize(100);
    assertThat(recordsRead() - before).isEqualTo(100);
    assertThat(statements.count("select")).isEqualTo(1);

    before = recordsRead();
    assertThat(records.scan(Range.from(300)).findFirst()).map(StoredValue::key).contains(300);
    assertThat(recordsRead() - before).isEqualTo(1);

    before = recordsRead();
    statements.clear();
    assertThat(all(records.scan(Range.from(300)).filter(each -> each.key() > 301).limit(100)))
        .hasSize(100);
    assertThat(recordsRead() - before).isLessThanOrEqualTo(150);
    assertThat(statements.count("select")).isEqualTo(2);

    assertThat(all(records.scan(Range.from(300)).limit(600))).hasSize(600);
    assertThat(all(records.scan(Range.from(300)).limit(0))).isEmpty();

    statements.clear();
    assertThat(all(records.scan(Range.all()))).hasSize(1000);
    assertThat(all(records.keys(Range.all()))).hasSize(1000);
    assertThat(statements.count("select")).isLessThanOrEqualTo(12);
  }

  /** Other cores decompress pages of this size. */
  @Test
  void manyLongValuesAreReadInOrder() {
    RecordRepository<String, Integer> records =
        store.records(collection, String.class, Integer.class);
    Map<Integer, String> values = new TreeMap<>();
    IntStream.range(0, 300).forEach(i -> values.put(i, (i + " is long. ").repeat(100 + i)));
    records.putAll(values);

    assertThat(records.scan(Range.all()).collect(toMap(StoredValue::key, StoredValue::value)))
        .isEqualTo(values);
    assertThat(all(records.scan(Range.<Integer>all().reversed()).map(StoredValue::key)))
        .isEqualTo(IntStream.range(0, 300).map(i -> 299 - i).boxed().toList());
    assertThat(records.page(Range.from(100), null, 150).records().stream().map(StoredValue::value))
        .isEqualTo(IntStream.range(100, 250).mapToObj(values::get).toList());
    assertThat(records.getAll(values.keySet())).isEqualTo(values);
    assertThat(store.records(collection, byte[].class, Integer.class).getAll(values.keySet()))
        .allSatisfy((key, raw) -> assertThat(raw).asString().contains(key + " is long."));
  }

  @Test
  void aDamagedValueIsReportedWhenTheStreamComesToIt() {
    RecordRepository<String, String> records = strings();
    Map<String, String> values = new TreeMap<>();
    IntStream.range(0, 200)
        .forEach(i -> values.put("k%03d".formatted(i), (i + " is long. ").repeat(100)));
    records.putAll(values);
    update(
        "update coffer_record set size = size + 1 where collection = ? and record_key = 'k120'",
        collection);

    List<String> read = new ArrayList<>();
    try (Stream<StoredValue<String, String>> stream = records.scan(Range.all())) {
      assertThatThrownBy(() -> stream.forEach(record -> read.add(record.value())))
          .isInstanceOfSatisfying(
              DamagedRecordException.class, e -> assertThat(e.key()).isEqualTo("k120"));
    }
    assertThat(read).isEqualTo(List.copyOf(values.values()).subList(0, 120));
    assertThatThrownBy(() -> records.getAll(values.keySet()))
        .isInstanceOfSatisfying(
            DamagedRecordException.class, e -> assertThat(e.key()).isEqualTo("k120"));
  }

  private long recordsRead() {
    return statistics.snapshot().reads().values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void aHostsTransactionReadsItsOwnRecords() {
    sorted();
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      RecordRepository<String, String> records = in(session).records(collection, String.class);
      records.put("c", "own");
      records.delete("\uFFFF");

      assertThat(records.first(Range.from("b").reversed()).map(StoredValue::key))
          .hasValue("\uD83D\uDE00");
      assertThat(all(records.keys(Range.from("b").reversed())))
          .containsExactly("\uD83D\uDE00", "c", "b");
      assertThat(records.count(Range.from("b"))).isEqualTo(3);
      session.getTransaction().rollback();
    }
    assertThat(strings().count()).isEqualTo(SORTED.size());
  }

  /** The plan of the statements, as the database chooses it for a collection among others. */
  @Test
  void bothDirectionsFollowTheIndexOfTheKeys() throws SQLException {
    Map<String, String> values = new TreeMap<>();
    IntStream.range(0, 3000).forEach(i -> values.put("k" + i, "v"));
    strings().putAll(values);
    store.storeBatch(collection + " other", values);
    analyze();
    for (Range<String> range : List.of(Range.<String>all(), Range.<String>all().reversed())) {
      for (boolean withValues : new boolean[] {true, false}) {
        statements.clear();
        if (withValues) {
          strings().page(range, "k5", 10);
        } else {
          assertThat(strings().keys(range).findFirst()).isPresent();
        }
        String plan = plan(statements.texts().get(0), withValues);
        assertThat(plan)
            .as("%s with values %s", range, withValues)
            .contains(
                switch (dialect.product()) {
                  case H2 -> "index sorted";
                  case MARIADB -> "primary";
                  case POSTGRESQL ->
                      range.isDescending()
                          ? "index scan backward using pk_coffer_record"
                          : "index scan using pk_coffer_record";
                })
            .doesNotContain("filesort")
            .doesNotContain("sort key");
      }
    }
  }

  private void analyze() throws SQLException {
    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          switch (dialect.product()) {
            case H2 -> "analyze";
            case MARIADB -> "analyze table coffer_record";
            case POSTGRESQL -> "analyze coffer_record";
          });
    }
  }

  private String plan(String sql, boolean bounded) throws SQLException {
    try (Connection connection = testDatabase.connect();
        PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
      int position = 1;
      explain.setString(position++, collection);
      if (bounded) {
        explain.setString(position++, "k5");
      }
      explain.setInt(position, 10);
      StringBuilder plan = new StringBuilder();
      try (ResultSet rows = explain.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          for (int i = 1; i <= columns; i++) {
            plan.append(rows.getString(i)).append(' ');
          }
          plan.append('\n');
        }
      }
      return plan.toString().toLowerCase(Locale.ROOT);
    }
  }
}
