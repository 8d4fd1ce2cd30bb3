package dev.coffer.record.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordKeyException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @Test
  void localTimesSort() {
    assertSorts(
        LocalDateTime.class,
        Stream.concat(
            Stream.of(
                LocalDateTime.MIN,
                LocalDateTime.of(-1, 12, 31, 23, 59, 59, 999_999_999),
                LocalDateTime.of(0, 1, 1, 0, 0),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999),
                LocalDateTime.of(10_000, 1, 1, 0, 0),
                LocalDateTime.MAX),
            Stream.generate(
                    () ->
                        LocalDateTime.ofEpochSecond(
                            RANDOM.nextLong() >> (10 + RANDOM.nextInt(50)),
                            RANDOM.nextInt(1_000_000_000),
                            ZoneOffset.UTC))
                .limit(500)));
    assertThat(
            KeyType.of(LocalDateTime.class).encode("c", LocalDateTime.of(2026, 11, 22, 8, 15, 30)))
        .isEqualTo("2026-11-22T08:15:30.000000000");
  }

  @Test
  void doublesSort() {
    assertSorts(
        Double.class,
        Stream.concat(
            Stream.of(
                Double.NEGATIVE_INFINITY,
                -Double.MAX_VALUE,
                -1.0,
                -Double.MIN_NORMAL,
                -Double.MIN_VALUE,
                -0.0,
                0.0,
                Double.MIN_VALUE,
                1.0,
                Double.MAX_VALUE,
                Double.POSITIVE_INFINITY),
            Stream.generate(() -> Double.longBitsToDouble(RANDOM.nextLong()))
                .filter(value -> !Double.isNaN(value))
                .limit(500)));
    assertThat(KeyType.of(Double.class).encode("c", 42.5)).isEqualTo("c045400000000000");
    assertThatThrownBy(() -> KeyType.of(Double.class).text("c", Double.NaN))
        .isInstanceOfSatisfying(
            RecordKeyException.class,
            e -> {
              assertThat(e.collection()).isEqualTo("c");
              assertThat(e.key()).isEqualTo("NaN");
            })
        .hasMessage("A key of collection 'c' is NaN, which is not a number; use a number.");
  }

  @Test
  void bigIntegersSort() {
    BigInteger greatest = BigInteger.TEN.pow(500).subtract(BigInteger.ONE);
    assertSorts(
        BigInteger.class,
        Stream.concat(
            Stream.of(-100, -99, -42, -10, -9, -1, 0, 1, 9, 10, 11, 99, 100)
                .map(BigInteger::valueOf),
            Stream.concat(
                Stream.of(greatest, greatest.negate(), BigInteger.TWO.pow(64)),
                Stream.generate(() -> new BigInteger(RANDOM.nextInt(1600), RANDOM))
                    .map(value -> RANDOM.nextBoolean() ? value : value.negate())
                    .limit(500))));
    KeyType<BigInteger> keys = KeyType.of(BigInteger.class);
    assertThat(keys.encode("c", BigInteger.valueOf(42))).isEqualTo("002:42");
    assertThat(keys.encode("c", BigInteger.valueOf(-42))).isEqualTo("-997:57");
    for (BigInteger tooLong :
        List.of(
            greatest.add(BigInteger.ONE),
            greatest.add(BigInteger.ONE).negate(),
            BigInteger.TWO.pow(10_000_000))) {
      assertThatThrownBy(() -> keys.text("c", tooLong))
          .isInstanceOf(RecordKeyException.class)
          .hasMessage(
              "A key of collection 'c' has more than 500 digits; use a number with at most 500"
                  + " digits.");
    }
  }

  private enum Rank {
    SERGEANT,
    GENERAL {
      @Override
      public String toString() {
        return "the general";
      }
    },
    CORPORAL
  }

  @Test
  void enumsSortByName() {
    KeyType<Rank> keys = KeyType.of(Rank.class);

    assertThat(Stream.of(Rank.values()).map(rank -> keys.encode("c", rank)).sorted())
        .containsExactly("CORPORAL", "GENERAL", "SERGEANT");
    assertThat(Stream.of(Rank.values()).map(rank -> keys.decode("c", rank.name())))
        .containsExactly(Rank.values());
    assertNoKey(Rank.class, "the general", "general", "ADMIRAL");
  }

  @Test
  void byteArraysSortByTheirUnsignedBytes() {
    KeyType<byte[]> keys = KeyType.of(byte[].class);
    List<byte[]> sorted =
        Stream.concat(
                Stream.of(new byte[] {0}, new byte[] {-1}, new byte[] {-1, 0}, new byte[256]),
                Stream.generate(
                        () -> {
                          byte[] bytes = new byte[1 + RANDOM.nextInt(256)];
                          RANDOM.nextBytes(bytes);
                          return bytes;
                        })
                    .limit(500))
            .sorted(Arrays::compareUnsigned)
            .toList();
    List<String> texts = sorted.stream().map(key -> keys.encode("c", key)).toList();

    assertThat(texts).doesNotHaveDuplicates().isSortedAccordingTo(Utf8Order.COMPARATOR);
    assertThat(texts.stream().map(text -> keys.decode("c", text)).toArray(byte[][]::new))
        .isDeepEqualTo(sorted.toArray(byte[][]::new));
    assertThatThrownBy(() -> keys.encode("c", new byte[257]))
        .isInstanceOf(RecordKeyException.class)
        .hasMessage("A key of collection 'c' has 257 bytes; use at most 256.");
    assertThatThrownBy(() -> keys.encode("c", new byte[0]))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("is empty");
    assertNoKey(byte[].class, "0", "FF", "0g");
  }

  @Test
  @SuppressWarnings("CollectionIncompatibleType") // a lookup by another type finds nothing
  void mapsCompareArraysByTheirElements() {
    KeyType<byte[]> keys = KeyType.of(byte[].class);
    byte[] first = {1, 2};
    Map<byte[], String> map = keys.newMap("c");

    assertThat(map.put(first, "old")).isNull();
    assertThat(map.put(first.clone(), "new")).isEqualTo("old");
    assertThat(map.put(new byte[] {1}, "short")).isNull();

    assertThat(map).hasSize(2);
    assertThat(map.get(first.clone())).isEqualTo("new");
    assertThat(map.containsKey(first.clone())).isTrue();
    assertThat(map.get("0102")).isNull();
    assertThat(map.keySet().iterator().next()).isSameAs(first);
    assertThat(map.keySet().contains(new byte[] {1})).isTrue();
    assertThat(map.keySet().remove(new byte[] {1})).isTrue();
    assertThat(map.remove(new byte[] {1})).isNull();
    assertThat(map.remove(first.clone())).isEqualTo("new");
    assertThat(map).isEmpty();
    assertThat(KeyType.of(String.class).newMap("c")).isInstanceOf(LinkedHashMap.class);
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
    assertNoKey(LocalDateTime.class, "2026-11-22T08:15:30", "2026-11-22", "2026-11-22T08:15");
    assertNoKey(Double.class, "42.5", "C045400000000000", "0007fffffffffffe", "fff8000000000000");
    assertNoKey(BigInteger.class, "42", "2:42", "003:42", "002:042", "-997:5", "002:+42", "");
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
    for (Class<?> type : List.of(Float.class, int.class, char[].class, Enum.class, Record.class)) {
      assertThatThrownBy(() -> KeyType.of(type))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(type.getTypeName())
          .hasMessageContaining("use String, UUID,");
    }
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
