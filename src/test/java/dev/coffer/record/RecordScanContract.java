package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of keys and ordered scans, on every database. */
abstract class RecordScanContract extends RecordFixture {

  /** In the order of their UTF-8 bytes; the last two are not in Java's order of strings. */
  private static final List<String> SORTED =
      List.of(
          " ",
          "A",
          "A ",
          "A  ",
          "B",
          "a",
          "a\t",
          "a ",
          "aa",
          "a\uD7FF",
          "a\uE000",
          "a\uFFFD",
          "a\uFFFF",
          "a\uD800\uDC00",
          "a\uD83D\uDE00",
          "a\uDBFF\uDFFF",
          "a\uDBFF\uDFFFz",
          "b",
          "e\u0301",
          "ss",
          "\u00C4",
          "\u00DF",
          "\u00E4",
          "\u00E9",
          "\uFFFF",
          "\uD83D\uDE00",
          "\uDBFF\uDFFF");

  private RecordRepository<String, String> sorted() {
    RecordRepository<String, String> records = strings();
    List<String> shuffled = new ArrayList<>(SORTED);
    java.util.Collections.shuffle(shuffled, new java.util.Random(11));
    shuffled.forEach(key -> records.put(key, "of " + key));
    return records;
  }

  private static List<String> keys(Stream<StoredValue<String, String>> records) {
    try (records) {
      return records.map(StoredValue::key).toList();
    }
  }

  @Test
  void keysAreExactAndInTheOrderOfTheirBytes() {
    RecordRepository<String, String> records = sorted();

    assertThat(keys(records.scan(Range.all()))).isEqualTo(SORTED);
    for (String key : SORTED) {
      assertThat(records.get(key)).contains("of " + key);
    }
    assertThat(records.getAll(SORTED)).hasSize(SORTED.size());
  }

  @Test
  void prefixesFindExactlyTheKeysThatStartWithThem() {
    RecordRepository<String, String> records = sorted();

    List<String> prefixes = new ArrayList<>(SORTED);
    prefixes.addAll(List.of("", "c", "aaa", "a\uDBFF\uDFFF\uDBFF\uDFFF", "x".repeat(600)));
    for (String prefix : prefixes) {
      assertThat(keys(records.scan(Range.prefix(prefix))))
          .isEqualTo(SORTED.stream().filter(key -> key.startsWith(prefix)).toList());
    }
  }

  @Test
  void rangesIncludeTheirFirstKeyAndExcludeTheirLast() {
    RecordRepository<String, String> records = sorted();

    for (int from = 0; from < SORTED.size(); from += 3) {
      for (int to = 0; to < SORTED.size(); to += 2) {
        assertThat(keys(records.scan(Range.between(SORTED.get(from), SORTED.get(to)))))
            .isEqualTo(from < to ? SORTED.subList(from, to) : List.of());
      }
      assertThat(keys(records.scan(Range.from(SORTED.get(from)))))
          .isEqualTo(SORTED.subList(from, SORTED.size()));
      assertThat(keys(records.scan(Range.before(SORTED.get(from)))))
          .isEqualTo(SORTED.subList(0, from));
    }
  }

  @Test
  void scansReadManyPages() {
    store = store(engine(SETTINGS.withPages(2, 1 << 20)));

    assertThat(keys(sorted().scan(Range.all()))).isEqualTo(SORTED);
  }

  @Test
  void eachPageContinuesAfterThePreviousOne() {
    RecordRepository<String, String> records = sorted();
    List<String> seen = new ArrayList<>();
    String after = null;
    Page<String, String> page;
    do {
      page = records.page(Range.between("A", "b"), after, 4);
      assertThat(page.records().size()).isBetween(1, 4);
      page.records().forEach(record -> seen.add(record.key()));
      after = page.last();
    } while (page.next().isPresent());

    assertThat(seen).isEqualTo(SORTED.subList(1, SORTED.indexOf("b")));
    assertThat(records.page(Range.between("A", "b"), " ", 2).records())
        .extracting(StoredValue::key)
        .containsExactly("A", "A ");
    assertThat(records.page(Range.all(), "\uDBFF\uDFFF", 2).records()).isEmpty();
    assertThat(records.page(Range.all(), null, Integer.MAX_VALUE).records()).hasSize(SORTED.size());
    assertThatThrownBy(() -> records.page(Range.all(), null, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pagesAreBoundedInBytes() {
    RecordRepository<byte[], Integer> records =
        store(engine(SETTINGS.withPages(100, 2500)))
            .records(collection, byte[].class, Integer.class);
    IntStream.range(0, 10).forEach(i -> records.put(i, new byte[i == 4 ? 9000 : 900]));

    Page<byte[], Integer> first = records.page(Range.all(), null, 100);
    Page<byte[], Integer> third = records.page(Range.all(), 3, 100);

    assertThat(first.records()).hasSize(2);
    assertThat(third.records()).extracting(StoredValue::size).containsExactly(9000L);
    try (Stream<StoredValue<byte[], Integer>> all = records.scan(Range.all())) {
      assertThat(all).hasSize(10);
    }
  }

  /** Between its pages a scan holds no lock, and sees changes ahead of its position. */
  @Test
  void scansSeeChangesBetweenPages() {
    store = store(engine(SETTINGS.withPages(2, 1 << 20)));
    RecordRepository<String, String> records = strings();
    List.of("a", "b", "c", "d", "e").forEach(key -> records.put(key, key));

    try (Stream<StoredValue<String, String>> all = records.scan(Range.all())) {
      Iterator<StoredValue<String, String>> walk = all.iterator();
      assertThat(walk.next().key()).isEqualTo("a");
      assertThat(walk.next().key()).isEqualTo("b");
      records.deleteAll(List.of("a", "b", "c"));
      records.put("d", "changed");
      records.put("f", "new");
      assertThat(walk.next().value()).isEqualTo("changed");
      assertThat(walk.next().key()).isEqualTo("e");
      assertThat(walk.next().key()).isEqualTo("f");
      assertThat(walk.hasNext()).isFalse();
    }
  }

  @Test
  void expiredRecordsAreNotInScans() {
    RecordRepository<String, String> records = strings();
    List.of("a", "b", "c").forEach(key -> records.put(key, key, Expiry.after(Duration.ofHours(1))));
    expire("b");

    assertThat(keys(records.scan(Range.all()))).containsExactly("a", "c");
    assertThat(keys(records.scan(Range.prefix("b")))).isEmpty();
  }

  @Test
  void typedKeysScanInTheirOrder() {
    RecordRepository<String, Long> records = store.records(collection, String.class, Long.class);
    List<Long> numbers = List.of(Long.MIN_VALUE, -10L, -9L, -1L, 0L, 1L, 9L, 10L, Long.MAX_VALUE);
    numbers.forEach(number -> records.put(number, "n"));

    try (Stream<StoredValue<String, Long>> all = records.scan(Range.all())) {
      assertThat(all.map(StoredValue::key)).containsExactlyElementsOf(numbers);
    }
    try (Stream<StoredValue<String, Long>> some = records.scan(Range.between(-9L, 9L))) {
      assertThat(some.map(StoredValue::key)).containsExactly(-9L, -1L, 0L, 1L);
    }
  }

  @Test
  void keysOfAnotherTypeAreNamed() {
    strings().put("not a UUID", "value");
    RecordRepository<String, UUID> records = store.records(collection, String.class, UUID.class);

    assertThatThrownBy(() -> records.scan(Range.all()).toList())
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("not a UUID")
        .hasMessageContaining("UUID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nul\0inside", "half \uD83D", "\uDE00 half"})
  void invalidKeysAreRefused(String key) {
    RecordRepository<String, String> records = strings();

    assertThatThrownBy(() -> records.put(key, "value"))
        .isInstanceOfSatisfying(
            RecordKeyException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo(key);
            })
        .hasMessageContaining(collection);
    assertThatThrownBy(() -> records.get(key)).isInstanceOf(RecordKeyException.class);
    assertThatThrownBy(() -> records.delete(key)).isInstanceOf(RecordKeyException.class);
    assertThatThrownBy(() -> store.records(key, String.class))
        .isInstanceOf(RecordKeyException.class);
    assertThat(rows()).isZero();
  }

  @Test
  void keysOfTheMaximumLengthAreStored() {
    for (String character : List.of("k", "\u00E4", "\uFFFD", "\uD83D\uDE00")) {
      String longest = character.repeat(512);
      String longestCollection = character.repeat(100);
      RecordRepository<String, String> records = store.records(longestCollection, String.class);

      records.put(longest, "value");

      assertThat(records.get(longest)).contains("value");
      assertThat(keys(records.scan(Range.prefix(longest)))).containsExactly(longest);
      assertThatThrownBy(() -> records.put(longest + "k", "value"))
          .isInstanceOf(RecordKeyException.class)
          .hasMessageContaining("513");
      assertThatThrownBy(() -> store.records(longestCollection + "k", String.class))
          .isInstanceOf(RecordKeyException.class)
          .hasMessageContaining("101");
    }
  }

  @Test
  void aWrongKeyInABatchLeavesNothing() {
    assertThatThrownBy(() -> store.storeBatch(collection, java.util.Map.of("a", "1", "b\0", "2")))
        .isInstanceOf(RecordKeyException.class);
    assertThat(rows()).isZero();
  }

  @Test
  void collectionsAreIsolated() {
    RecordRepository<String, String> records = strings();
    records.put("a", "one");

    assertThat(store.retrieve(collection + " ", "a", String.class)).isEqualTo(Optional.empty());
    assertThat(store.retrieve(collection, "a", String.class)).contains("one");
  }
}
