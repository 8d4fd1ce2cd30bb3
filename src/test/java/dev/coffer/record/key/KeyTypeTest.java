package dev.coffer.record.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordKeyException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyTypeTest {
  private static final Random RANDOM = new Random(3);

  @Test
  void integersSort() {
    assertSorts(
        Integer.class,
        Stream.concat(
            Stream.of(Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -10, -9, -1, 0, 1, 9, 10, 99, 100),
            Stream.generate(RANDOM::nextInt).limit(500)));
    assertThat(KeyType.of(Integer.class).encode("c", 42)).isEqualTo("0000000042");
  }

  @Test
  void longsSort() {
    assertSorts(
        Long.class,
        Stream.concat(
            Stream.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L, Long.MAX_VALUE),
            Stream.generate(() -> RANDOM.nextLong() >> RANDOM.nextInt(64)).limit(500)));
  }

  @Test
  void datesSort() {
    assertSorts(
        LocalDate.class,
        Stream.concat(
            Stream.of(
                LocalDate.MIN,
                LocalDate.of(-10_000, 1, 1),
                LocalDate.of(-9999, 12, 31),
                LocalDate.of(-1, 1, 2),
                LocalDate.of(-1, 12, 31),
                LocalDate.of(0, 1, 1),
                LocalDate.of(9999, 12, 31),
                LocalDate.of(10_000, 1, 1),
                LocalDate.MAX),
            Stream.generate(() -> LocalDate.ofEpochDay(RANDOM.nextInt() >> RANDOM.nextInt(32)))
                .limit(500)));
    assertThat(KeyType.of(LocalDate.class).encode("c", LocalDate.of(2026, 11, 22)))
        .isEqualTo("2026-11-22");
  }

  @Test
  void instantsSort() {
    assertSorts(
        Instant.class,
        Stream.concat(
            Stream.of(
                Instant.MIN,
                Instant.MIN.plusNanos(1),
                Instant.parse("-0001-12-31T23:59:59.999999999Z"),
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.EPOCH.minusNanos(1),
                Instant.EPOCH,
                Instant.EPOCH.plusNanos(1),
                Instant.parse("9999-12-31T23:59:59.999999999Z"),
                Instant.parse("+10000-01-01T00:00:00Z"),
                Instant.parse("2024-02-29T12:00:00Z"),
                Instant.MAX.minusNanos(1),
                Instant.MAX),
            Stream.generate(
                    () ->
                        Instant.ofEpochSecond(
                            RANDOM.nextLong() % 30_000_000_000_000_000L >> RANDOM.nextInt(50),
                            RANDOM.nextInt(1_000_000_000)))
                .limit(500)));
    assertThat(KeyType.of(Instant.class).encode("c", Instant.parse("2026-11-22T08:15:30Z")))
        .isEqualTo("2026-11-22T08:15:30.000000000Z");
  }

  @Test
  void uuidsSortAsTheirText() {
    assertThat(KeyType.of(UUID.class).encode("c", new UUID(-1, 1)))
        .isEqualTo("ffffffff-ffff-ffff-0000-000000000001");
    UUID uuid = UUID.randomUUID();
    assertThat(KeyType.of(UUID.class).decode("c", uuid.toString())).isEqualTo(uuid);
  }

  private static <K extends Comparable<? super K>> void assertSorts(Class<K> type, Stream<K> some) {
    KeyType<K> keys = KeyType.of(type);
    List<K> sorted = some.sorted().distinct().toList();
    List<String> texts = sorted.stream().map(key -> keys.encode("c", key)).toList();

    assertThat(texts).doesNotHaveDuplicates().isSortedAccordingTo(Utf8Order.COMPARATOR);
    assertThat(texts.stream().map(text -> keys.decode("c", text))).isEqualTo(sorted);
  }

  @Test
  void invalidTextsAreRefused() {
    assertNoKey(Integer.class, "42", "+000000042", "00000000042", "", "-", "9999999999");
    assertNoKey(Long.class, "42", "-9999999999999999999", "abc");
    assertNoKey(UUID.class, "1-1-1-1-1", "FFFFFFFF-FFFF-FFFF-0000-000000000001", "x");
    assertNoKey(LocalDate.class, "2026-2-3", "2026-02-30", "2026-02-03T", "Y0000002026-01-01");
    assertNoKey(Instant.class, "2026-11-22T08:15:30Z", "2026-11-22", "now");
  }

  private static void assertNoKey(Class<?> type, String... texts) {
    for (String text : texts) {
      assertThatThrownBy(() -> KeyType.of(type).decode("c", text))
          .isInstanceOf(RecordKeyException.class)
          .hasMessageContaining("'" + text + "'")
          .hasMessageContaining("not a key of the type " + type.getSimpleName());
    }
  }

  @Test
  void unsupportedTypesAreRefused() {
    assertThatThrownBy(() -> KeyType.of(Double.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Double");
  }

  @Test
  void textsCompareAsTheirBytes() {
    List<String> texts = IntStream.range(0, 2000).mapToObj(i -> randomText()).toList();
    Comparator<String> byBytes =
        (a, b) ->
            Arrays.compareUnsigned(
                a.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                b.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(texts.stream().sorted(Utf8Order.COMPARATOR).toList())
        .isEqualTo(texts.stream().sorted(byBytes).toList());
  }

  private static String randomText() {
    int[] points = {'a', 'b', 0x7F, 0x80, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF};
    StringBuilder text = new StringBuilder();
    for (int i = RANDOM.nextInt(4); i >= 0; i--) {
      text.appendCodePoint(points[RANDOM.nextInt(points.length)]);
    }
    return text.toString();
  }

  @Test
  void prefixesEndBeforeTheNextText() {
    assertThat(Utf8Order.afterAllWithPrefix("a")).isEqualTo("b");
    assertThat(Utf8Order.afterAllWithPrefix("a\uD7FF")).isEqualTo("a\uE000");
    assertThat(Utf8Order.afterAllWithPrefix("a\uFFFF")).isEqualTo("a\uD800\uDC00");
    assertThat(Utf8Order.afterAllWithPrefix("a\uDBFF\uDFFF")).isEqualTo("b");
    assertThat(Utf8Order.afterAllWithPrefix("\uDBFF\uDFFF")).isNull();
    assertThat(Utf8Order.afterAllWithPrefix("")).isNull();
  }
}
