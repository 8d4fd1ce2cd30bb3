package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordKeyException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What keys of each type promise on every database, in every cache mode. */
abstract class TypedKeysContract extends RecordFixture {

  enum Color {
    RED,
    GREEN,
    BLUE
  }

  record Sensor(String site, int number) {}

  record ReadingKey(Sensor sensor, Instant time) {}

  record Texts(String first, String second) {}

  @SuppressWarnings("ArrayRecordComponent") // the test is about such keys
  record Chunk(byte[] hash, long position) {}

  private static <E> List<E> all(Stream<E> stream) {
    try (stream) {
      return stream.toList();
    }
  }

  private static <E> List<E> reversed(List<E> list) {
    List<E> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  /** The texts of keys, in which arrays count by their elements. */
  private static List<String> shown(Iterable<?> keys) {
    List<String> shown = new ArrayList<>();
    keys.forEach(
        key ->
            shown.add(
                key instanceof Chunk chunk
                    ? Arrays.toString(chunk.hash()) + chunk.position()
                    : Arrays.deepToString(new Object[] {key})));
    return shown;
  }

  /** Checks every operation with keys of a type. */
  private <K> void assertWorks(Class<K> type, List<K> sorted) {
    assertReads(store.records(collection, String.class, type), sorted);
    assertChanges(store.records(collection, String.class, type), sorted);
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      RecordRepository<String, K> joined = in(session).records(collection, String.class, type);
      assertThat(joined.count()).isZero();
      assertReads(joined, sorted);
      assertChanges(joined, sorted);
      session.getTransaction().commit();
    }
    assertThat(rows()).isZero();
  }

  private static <K> void assertReads(RecordRepository<String, K> records, List<K> sorted) {
    List<K> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(7));
    Map<K, String> values = new LinkedHashMap<>();
    shuffled.forEach(key -> values.put(key, "of " + shown(List.of(key))));

    assertThat(shown(records.putAll(values).keySet())).isEqualTo(shown(shuffled));

    assertThat(shown(all(records.keys(Range.all())))).isEqualTo(shown(sorted));
    assertThat(shown(all(records.scan(Range.<K>all().reversed()).map(StoredValue::key))))
        .isEqualTo(shown(reversed(sorted)));
    assertThat(records.getAll(shuffled)).isEqualTo(values);
    assertThat(shown(records.findAll(shuffled).keySet())).isEqualTo(shown(shuffled));
    assertThat(shown(records.existsAll(shuffled))).isEqualTo(shown(shuffled));
    for (int i = 0; i < sorted.size(); i++) {
      K key = sorted.get(i);
      for (int j = 0; j < 2; j++) {
        assertThat(records.get(key)).hasValue(values.get(key));
      }
      assertThat(records.find(key).map(each -> shown(List.of(each.key()))))
          .hasValue(shown(List.of(key)));
      assertThat(shown(all(records.keys(Range.from(key)))))
          .isEqualTo(shown(sorted.subList(i, sorted.size())));
      assertThat(shown(all(records.keys(Range.before(key).reversed()))))
          .isEqualTo(shown(reversed(sorted.subList(0, i))));
      K last = sorted.get(sorted.size() - 1);
      assertThat(records.count(Range.between(key, last))).isEqualTo(sorted.size() - 1 - i);
      assertThat(
              shown(
                  records.page(Range.all(), key, 100).records().stream()
                      .map(StoredValue::key)
                      .toList()))
          .isEqualTo(shown(sorted.subList(i + 1, sorted.size())));
    }
  }

  private static <K> void assertChanges(RecordRepository<String, K> records, List<K> sorted) {
    K first = sorted.get(0);
    K second = sorted.get(1);
    long version = records.find(first).orElseThrow().version();

    assertThat(records.putIfAbsent(first, "no")).isInstanceOf(ConditionalPut.Refused.class);
    assertThat(records.putIfVersion(first, "new", version)).isInstanceOf(ConditionalPut.Done.class);
    assertThat(
            records
                .putAllIfVersion(Map.of(first, "newer", second, "no"), Map.of(first, version + 1))
                .values())
        .hasSize(2)
        .hasAtLeastOneElementOfType(ConditionalPut.Done.class)
        .hasAtLeastOneElementOfType(ConditionalPut.Refused.class);
    assertThat(records.update(first, value -> value + "!")).hasValue("newer!");
    assertThat(records.touch(first, Expiry.never())).isTrue();
    assertThat(records.delete(second)).isTrue();
    assertThat(records.rename(first, second)).isTrue();
    assertThat(records.get(second)).hasValue("newer!");
    assertThat(records.exists(first)).isFalse();
    assertThat(records.asMap().get(second)).isEqualTo("newer!");
    assertThat(records.asMap().keySet().contains(first)).isFalse();
    assertThat(records.asMap().keySet().remove(second)).isTrue();
    assertThat(records.deleteAll(sorted)).isEqualTo(sorted.size() - 2);
  }

  @Test
  void enumsAreSortedByName() {
    assertWorks(Color.class, List.of(Color.BLUE, Color.GREEN, Color.RED));
  }

  @Test
  void localTimesAreSortedByTime() {
    LocalDateTime time = LocalDateTime.of(2026, 11, 22, 8, 15, 30);
    assertWorks(
        LocalDateTime.class,
        List.of(
            LocalDateTime.MIN,
            LocalDateTime.of(-5, 1, 1, 0, 0),
            time.minusNanos(1),
            time,
            time.plusYears(20_000),
            LocalDateTime.MAX));
  }

  @Test
  void doublesAreSortedByValue() {
    assertWorks(
        Double.class,
        List.of(
            Double.NEGATIVE_INFINITY,
            -1e300,
            -2.5,
            -Double.MIN_VALUE,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            9.0,
            10.0,
            Double.POSITIVE_INFINITY));
    RecordRepository<String, Double> records =
        store.records(collection, String.class, Double.class);
    assertThatThrownBy(() -> records.put(Double.NaN, "value"))
        .isInstanceOfSatisfying(
            RecordKeyException.class, e -> assertThat(e.collection()).isEqualTo(collection))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> records.get(Double.NaN)).isInstanceOf(RecordKeyException.class);
    assertThatThrownBy(() -> records.scan(Range.from(Double.NaN)))
        .isInstanceOf(RecordKeyException.class);
  }

  @Test
  void wholeNumbersOfAnySizeAreSortedByValue() {
    BigInteger greatest = BigInteger.TEN.pow(500).subtract(BigInteger.ONE);
    assertWorks(
        BigInteger.class,
        List.of(
            greatest.negate(),
            BigInteger.valueOf(Long.MIN_VALUE),
            BigInteger.valueOf(-10),
            BigInteger.valueOf(-9),
            BigInteger.ZERO,
            BigInteger.valueOf(9),
            BigInteger.TEN,
            greatest));
    assertThatThrownBy(
            () ->
                store
                    .records(collection, String.class, BigInteger.class)
                    .put(greatest.add(BigInteger.ONE), "value"))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("500 digits");
  }

  @Test
  void byteArraysAreSortedByTheirBytes() {
    byte[] longest = new byte[256];
    Arrays.fill(longest, (byte) -1);
    assertWorks(
        byte[].class,
        List.of(
            new byte[1],
            new byte[2],
            new byte[] {1},
            new byte[] {127},
            new byte[] {-128},
            longest));
    assertThatThrownBy(
            () -> store.records(collection, String.class, byte[].class).put(new byte[257], "value"))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("257 bytes");
  }

  @Test
  void recordsAreSortedByTheirComponents() {
    assertWorks(
        ReadingKey.class,
        Stream.of(new Sensor("", 1), new Sensor("a", -1), new Sensor("a", 2), new Sensor("a b", -9))
            .flatMap(
                sensor ->
                    Stream.of(Instant.EPOCH.minusNanos(1), Instant.EPOCH)
                        .map(time -> new ReadingKey(sensor, time)))
            .toList());
  }

  @Test
  void textsInRecordsAreExact() {
    List<String> parts =
        List.of(
            "",
            "\u0001",
            "\t",
            " ",
            " a",
            "$",
            "%24",
            "A",
            "a",
            "a\u0001",
            "a ",
            "a$",
            "aa",
            "\u00E4",
            "\uFFFF",
            "\uD83D\uDE00");
    assertWorks(
        Texts.class,
        parts.stream().flatMap(a -> parts.stream().limit(3).map(b -> new Texts(a, b))).toList());
  }

  @Test
  void recordsMayHoldArrays() {
    assertWorks(
        Chunk.class,
        List.of(
            new Chunk(new byte[0], 5),
            new Chunk(new byte[] {1}, -1),
            new Chunk(new byte[] {1}, 1),
            new Chunk(new byte[] {1, 0}, -9)));
  }

  @Test
  @SuppressWarnings("ArrayAsKeyOfSetOrMap") // as an application may do
  void equalArraysAreOneKey() {
    RecordRepository<String, byte[]> records =
        store.records(collection, String.class, byte[].class);
    byte[] key = {1, 2};
    byte[] equal = key.clone();
    byte[] absent = {3};
    Map<byte[], String> values = new LinkedHashMap<>();
    values.put(key, "first");
    values.put(equal, "second");

    Map<byte[], Put> puts = records.putAll(values);
    assertThat(puts).hasSize(1);
    assertThat(puts.get(equal)).isEqualTo(puts.get(key));
    assertThat(puts.keySet().iterator().next()).isSameAs(key);
    assertThat(records.get(key.clone())).hasValue("second");

    Map<byte[], String> found = records.getAll(List.of(absent, equal, key));
    assertThat(found.get(key.clone())).isEqualTo("second");
    assertThat(found).hasSize(1).doesNotContainKey(absent);
    assertThat(records.existsAll(List.of(absent, equal, key)))
        .hasSize(1)
        .allMatch(each -> each == equal);
    assertThat(records.existsAll(List.of(key)).contains(equal)).isTrue();
    long version = at(records.findAll(List.of(key)), equal).version();

    Map<byte[], ConditionalPut> results =
        records.putAllIfVersion(Map.of(key, "third"), Map.of(equal, version));
    assertThat(results.get(equal)).isInstanceOf(ConditionalPut.Done.class);
    assertThat(records.asMap().get(equal)).isEqualTo("third");
    assertThat(records.asMap().replace(equal, "third", "fourth")).isTrue();
    assertThat(records.asMap().entrySet().contains(Map.entry(equal, "fourth"))).isTrue();
    assertThat(records.asMap().keySet().contains(equal)).isTrue();
    assertThat(records.find(key)).isEqualTo(records.find(equal));
    assertThat(all(records.metadata(Range.all())))
        .isEqualTo(all(records.metadata(Range.from(key))));
    assertThat(records.page(Range.all(), null, 1)).isEqualTo(records.page(Range.all(), null, 1));
    assertThat(records.touchAll(List.of(key, equal), Expiry.never())).isEqualTo(1);
    assertThat(records.deleteAll(List.of(key, equal))).isEqualTo(1);
  }

  @Test
  void viewsOfAMapCompareArraysByTheirElements() {
    RecordRepository<String, byte[]> records =
        store.records(collection, String.class, byte[].class);
    for (int key = 1; key <= 4; key++) {
      records.put(new byte[] {(byte) key}, "value " + key);
    }
    ConcurrentMap<byte[], String> map = records.asMap();
    List<byte[]> given =
        List.of(new byte[] {1}, new byte[] {5}, new byte[] {6}, new byte[] {7}, new byte[] {8});

    assertThat(map.keySet().removeAll(given)).isTrue();
    assertThat(records.count()).isEqualTo(3);
    assertThat(map.keySet().retainAll(List.of(new byte[] {2}, new byte[] {3}))).isTrue();
    assertThat(records.count()).isEqualTo(2);
    assertThat(map.entrySet().retainAll(List.of(Map.entry(new byte[] {2}, "value 2")))).isTrue();
    assertThat(records.get(new byte[] {2})).hasValue("value 2");
    assertThat(records.count()).isOne();
    assertThat(map.entrySet().removeAll(List.of(Map.entry(new byte[] {2}, "another")))).isFalse();
    assertThat(map.entrySet().removeAll(List.of(Map.entry(new byte[] {2}, "value 2")))).isTrue();
    assertThat(records.count()).isZero();
  }

  @Test
  void aChangedArrayChangesNoKey() {
    RecordRepository<String, byte[]> records =
        store.records(collection, String.class, byte[].class);
    byte[] key = {1};
    records.put(key, "value");
    Range<byte[]> range = Range.from(key);
    key[0] = 9;

    assertThat(records.get(new byte[] {1})).hasValue("value");
    assertThat(records.count(range)).isEqualTo(1);
    StoredValue<String, byte[]> found = records.find(new byte[] {1}).orElseThrow();
    found.key()[0] = 9;
    assertThat(records.find(new byte[] {1}).orElseThrow().key()).containsExactly(1);
  }

  @Test
  void leadingPartsSelectRecords() {
    RecordRepository<String, ReadingKey> records =
        store.records(collection, String.class, ReadingKey.class);
    List<ReadingKey> keys = new ArrayList<>();
    for (Sensor sensor :
        List.of(
            new Sensor("a", 1), new Sensor("a", 10), new Sensor("a$", 1), new Sensor("aa", 1))) {
      for (int i = 0; i < 40; i++) {
        keys.add(new ReadingKey(sensor, Instant.ofEpochSecond(i)));
      }
    }
    Map<ReadingKey, String> values = new LinkedHashMap<>();
    keys.forEach(key -> values.put(key, "v"));
    records.putAll(values);
    Range<ReadingKey> range = Range.leadingParts(new Sensor("a", 10));

    assertThat(all(records.keys(range))).isEqualTo(keys.subList(40, 80));
    assertThat(all(records.scan(range.reversed()).map(StoredValue::key)))
        .isEqualTo(reversed(keys.subList(40, 80)));
    assertThat(records.first(range.reversed()).map(StoredValue::key)).hasValue(keys.get(79));
    assertThat(records.page(range, keys.get(50), 10).records())
        .extracting(StoredValue::key)
        .isEqualTo(keys.subList(51, 61));
    assertThat(records.count(range)).isEqualTo(40);
    assertThat(all(records.keys(Range.leadingParts(new Sensor("aa", 1), Instant.ofEpochSecond(3)))))
        .containsExactly(keys.get(123));
    assertThat(records.count(Range.leadingParts(new Sensor("", 1)))).isZero();
    assertThat(records.deleteRange(range)).isEqualTo(40);
    assertThat(records.count()).isEqualTo(120);
  }

  @Test
  void leadingPartsOfAnotherTypeAreRefused() {
    RecordRepository<String, ReadingKey> records =
        store.records(collection, String.class, ReadingKey.class);

    assertThatThrownBy(() -> records.scan(Range.leadingParts("a")))
        .isInstanceOfSatisfying(
            RecordKeyException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo("[a]");
            })
        .hasMessageContaining("ReadingKey(Sensor sensor, Instant time)")
        .hasMessageContaining("part 1 is of the type String instead of Sensor sensor");
    assertThatThrownBy(() -> strings().count(Range.leadingParts("a")))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("which have no parts");
  }

  @Test
  void keysOfAnotherTypeAreRefused() {
    store.records(collection, String.class, Texts.class).put(new Texts("a", "b"), "value");

    assertThatThrownBy(
            () -> all(store.records(collection, String.class, ReadingKey.class).keys(Range.all())))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("'a$b'")
        .hasMessageContaining("not a key of the type ReadingKey");
    assertThat(strings().get("a$b")).hasValue("value");
    assertThatThrownBy(() -> store.records(collection, String.class, Float.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Float");
    assertThatThrownBy(
            () ->
                store
                    .records(collection, String.class, Texts.class)
                    .put(new Texts("a".repeat(300), "b".repeat(300)), "value"))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("has 601 characters");
    assertThat(store.records(collection, String.class, LocalDate.class).count()).isEqualTo(1);
  }
}
