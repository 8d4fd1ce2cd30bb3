package dev.coffer.record.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordKeyException;
import dev.coffer.record.Range;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests keys that are Java records. */
class RecordKeysTest {
  private static final Random RANDOM = new Random(19);

  /** Texts that an order by parts gets wrong if parts are joined carelessly. */
  private static final List<String> NASTY =
      List.of(
          "",
          "a",
          "aa",
          "a$",
          "$a",
          "$",
          "$$",
          "%",
          "%24",
          "%25",
          "a%",
          "a ",
          " a",
          " ",
          "!",
          "#",
          "&",
          "\u0000",
          "\u0001",
          "a\u0001",
          "\u0002",
          "\n",
          "a\u007F",
          "\uE000",
          "\uFFFF",
          "\uD83D\uDE00",
          "a\uD83D\uDE00",
          "\uDBFF\uDFFF");

  enum Color {
    RED,
    $GREEN,
    BLUE
  }

  record Texts(String first, String second) {}

  record Place(String country, String city) {}

  record Reading(Place place, long sensor, Double depth, Instant time) {}

  record All(
      String text,
      UUID uuid,
      Long number,
      int small,
      double fraction,
      BigInteger big,
      Instant instant,
      LocalDate day,
      LocalDateTime time,
      Color color) {}

  @SuppressWarnings("ArrayRecordComponent") // the test is about such keys
  record Digest(byte[] hash, int part) {}

  record Single(String only) {}

  record Lower(String text) {
    Lower {
      if (text.equals("never")) {
        throw new IllegalStateException("This text was stored by nothing.");
      }
      text = text.toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static String nasty() {
    String one = NASTY.get(RANDOM.nextInt(NASTY.size()));
    return RANDOM.nextBoolean() ? one : one + NASTY.get(RANDOM.nextInt(NASTY.size()));
  }

  private static <K> void assertSorts(Class<K> type, Comparator<K> order, Stream<K> some) {
    KeyType<K> keys = KeyType.of(type);
    List<K> sorted = some.sorted(order).distinct().toList();
    List<String> texts = sorted.stream().map(key -> keys.encode("c", key)).toList();

    assertThat(texts).doesNotHaveDuplicates().isSortedAccordingTo(Utf8Order.COMPARATOR);
    assertThat(texts.stream().map(text -> keys.decode("c", text))).isEqualTo(sorted);
    assertThat(texts).allMatch(text -> text.chars().noneMatch(c -> c <= ' '));
  }

  private static final Comparator<Texts> BY_TEXTS =
      Comparator.comparing(Texts::first, Utf8Order.COMPARATOR)
          .thenComparing(Texts::second, Utf8Order.COMPARATOR);

  @Test
  void textsSortPartByPart() {
    assertSorts(
        Texts.class,
        BY_TEXTS,
        NASTY.stream().flatMap(a -> NASTY.stream().map(b -> new Texts(a, b))));
    assertSorts(
        Texts.class, BY_TEXTS, Stream.generate(() -> new Texts(nasty(), nasty())).limit(3000));
    assertThat(KeyType.of(Texts.class).encode("c", new Texts("New York", "$1%")))
        .isEqualTo("New%20York$%241%25");
  }

  @Test
  void recordsInRecordsSortPartByPart() {
    assertSorts(
        Reading.class,
        Comparator.<Reading, String>comparing(each -> each.place().country(), Utf8Order.COMPARATOR)
            .thenComparing(each -> each.place().city(), Utf8Order.COMPARATOR)
            .thenComparing(Reading::sensor)
            .thenComparing(Reading::depth)
            .thenComparing(Reading::time),
        Stream.generate(
                () ->
                    new Reading(
                        new Place(nasty().substring(0, 0), nasty()),
                        RANDOM.nextInt(3) - 1,
                        RANDOM.nextInt(3) - 1.0,
                        Instant.ofEpochSecond(RANDOM.nextInt(5) - 2, RANDOM.nextInt(2))))
            .limit(3000));
    assertThat(
            KeyType.of(Reading.class)
                .encode("c", new Reading(new Place("it", "Rom"), 7, 1.5, Instant.EPOCH)))
        .isEqualTo("it$Rom$0000000000000000007$bff8000000000000$1970-01-01T00:00:00.000000000Z");
  }

  @Test
  void everyTypeCanBeAPart() {
    LocalDateTime time = LocalDateTime.of(2026, 11, 22, 8, 15, 30);
    All all =
        new All(
            "text",
            new UUID(1, 2),
            -1L,
            -1,
            -0.0,
            BigInteger.TEN,
            Instant.EPOCH,
            time.toLocalDate(),
            time,
            Color.$GREEN);
    KeyType<All> keys = KeyType.of(All.class);
    String text = keys.encode("c", all);

    assertThat(text).endsWith("$2026-11-22$2026-11-22T08:15:30.000000000$%24GREEN");
    assertThat(keys.decode("c", text)).isEqualTo(all);
  }

  @Test
  void arraysInARecordCountByTheirElements() {
    KeyType<Digest> keys = KeyType.of(Digest.class);
    Digest key = new Digest(new byte[] {1, -1}, 3);

    assertThat(keys.encode("c", key)).isEqualTo("01ff$0000000003");
    assertThat(keys.decode("c", "$0000000003").hash()).isEmpty();
    var map = keys.<String>newMap("c");
    map.put(key, "value");
    assertThat(map.get(new Digest(new byte[] {1, -1}, 3))).isEqualTo("value");
  }

  @Test
  void textsOfOtherRecordsAreRefused() {
    assertNoKey(
        Texts.class, "a", "a$b$c", "a b$c", "a$%2", "a$%zz", "a$%61", "%7f$b", "a$%0a", "a$b%");
    assertNoKey(Lower.class, "A", "never");
    assertNoKey(Digest.class, "FF$0000000003", "ff$3");
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
  void theLimitOfAKeyIsThatOfItsText() {
    KeyType<Texts> keys = KeyType.of(Texts.class);
    Texts longest = new Texts("a".repeat(255), "b".repeat(256));

    assertThat(keys.decode("c", keys.encode("c", longest))).isEqualTo(longest);
    assertThatThrownBy(() -> keys.encode("c", new Texts("a".repeat(256), "b".repeat(256))))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("has 513 characters");
    assertThatThrownBy(() -> keys.encode("c", new Texts("\uD83D", "b")))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("half of a surrogate pair");
    assertThatThrownBy(() -> KeyType.of(Single.class).encode("c", new Single("")))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("is empty");
    assertThat(keys.encode("c", new Texts("", ""))).isEqualTo("$");
  }

  record Optionals(@Nullable String text, @Nullable Place place) {}

  record Failing(String text) {
    @Override
    public String text() {
      throw new UnsupportedOperationException("no text");
    }
  }

  @Test
  void aPartThatCannotBeStoredIsRefused() {
    KeyType<Optionals> keys = KeyType.of(Optionals.class);
    Place place = new Place("it", "Rom");

    assertThat(keys.encode("c", new Optionals("a", place))).isEqualTo("a$it$Rom");
    assertThatThrownBy(() -> keys.encode("c", new Optionals(null, place)))
        .isInstanceOf(RecordKeyException.class)
        .hasMessage(
            "A key of collection 'c' has null in its component Optionals.text; every component"
                + " needs a value.");
    assertThatThrownBy(() -> keys.encode("c", new Optionals("a", null)))
        .hasMessageContaining("Optionals.place");
    assertThatThrownBy(
            () ->
                KeyType.of(Reading.class)
                    .encode("c", new Reading(place, 1, Double.NaN, Instant.EPOCH)))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> KeyType.of(Digest.class).encode("c", new Digest(new byte[257], 1)))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("257 bytes");
    assertThatThrownBy(() -> KeyType.of(Failing.class).encode("c", new Failing("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Failing.text()")
        .hasRootCauseMessage("no text");
  }

  record Generic<T>(String text, T other) {}

  record Empty() {}

  record HoldsFloat(String text, Float ratio) {}

  record HoldsHoldsFloat(HoldsFloat inner) {}

  record HoldsList(List<String> texts) {}

  record HoldsGeneric(Generic<String> inner) {}

  record HoldsItself(String text, @Nullable HoldsItself next) {}

  record Twice(Place from, Place to) {}

  @Test
  void unsupportedRecordsAreRefused() {
    assertRefused(HoldsFloat.class, "its component ratio has the type java.lang.Float");
    assertRefused(HoldsHoldsFloat.class, "its component inner.ratio has the type java.lang.Float");
    assertRefused(HoldsList.class, "its component texts has the type java.util.List");
    assertRefused(Generic.class, "Generic is generic");
    assertRefused(HoldsGeneric.class, "Generic is generic");
    assertRefused(Empty.class, "has no components");
    assertRefused(HoldsItself.class, "its component next has the type of a record around it");
    assertThat(
            KeyType.of(Twice.class)
                .encode("c", new Twice(new Place("a", "b"), new Place("c", "d"))))
        .isEqualTo("a$b$c$d");
  }

  private static void assertRefused(Class<?> type, String why) {
    assertThatThrownBy(() -> KeyType.of(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Keys cannot be of " + type.getName())
        .hasMessageContaining(why)
        .hasMessageContaining("; use ");
  }

  private static boolean isIn(KeyRange range, String text) {
    String from = range.from();
    String to = range.to();
    return (from == null || Utf8Order.compare(text, from) >= 0)
        && (to == null || Utf8Order.compare(text, to) < 0);
  }

  private static <K> void assertLeading(
      Class<K> type, List<K> keys, Range<K> range, Predicate<K> isLed) {
    KeyType<K> types = KeyType.of(type);
    assertThat(keys.stream().filter(key -> isIn(types.encode("c", range), types.encode("c", key))))
        .as("%s", range)
        .isEqualTo(keys.stream().filter(isLed).toList());
  }

  @Test
  void leadingPartsSelectTheKeysThatHaveThem() {
    List<Texts> texts =
        NASTY.stream().flatMap(a -> NASTY.stream().map(b -> new Texts(a, b))).toList();
    for (String first : NASTY) {
      assertLeading(
          Texts.class, texts, Range.leadingParts(first), key -> key.first().equals(first));
      for (String second : NASTY) {
        assertLeading(
            Texts.class,
            texts,
            Range.leadingParts(first, second),
            key -> key.equals(new Texts(first, second)));
      }
    }
    List<Reading> readings =
        Stream.of(new Place("it", "Rom"), new Place("it", "Roma"), new Place("i", "tRom"))
            .flatMap(
                place ->
                    Stream.of(
                        new Reading(place, 7, 1.0, Instant.EPOCH),
                        new Reading(place, 70, 1.0, Instant.EPOCH)))
            .toList();
    Place rome = new Place("it", "Rom");
    assertLeading(
        Reading.class, readings, Range.leadingParts(rome), key -> key.place().equals(rome));
    assertLeading(
        Reading.class,
        readings,
        Range.leadingParts(rome, 7L),
        key -> key.place().equals(rome) && key.sensor() == 7);
  }

  @Test
  void leadingPartsOfOtherTypesAreRefused() {
    assertThatThrownBy(() -> KeyType.of(Texts.class).encode("c", Range.leadingParts("a", 5)))
        .isInstanceOfSatisfying(
            RecordKeyException.class,
            e -> {
              assertThat(e.collection()).isEqualTo("c");
              assertThat(e.key()).isEqualTo("[a, 5]");
            })
        .hasMessage(
            "A key of collection 'c' has the type Texts(String first, String second), but part 2 is"
                + " of the type Integer instead of String second; use the values of its first"
                + " components.");
    assertThatThrownBy(() -> KeyType.of(Texts.class).encode("c", Range.leadingParts("a", "b", "c")))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("3 parts are too many");
    assertThatThrownBy(() -> KeyType.of(Texts.class).encode("c", Range.leadingParts("\uDC00")))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("half of a surrogate pair");
    assertThatThrownBy(() -> KeyType.of(UUID.class).encode("c", Range.leadingParts("a")))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("keys of the type UUID, which have no parts");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // as a caller without generics has it
  void aPrefixOfRecordsIsRefused() {
    Range untyped = Range.prefix("a");

    assertThatThrownBy(() -> KeyType.of(Texts.class).encode("c", (Range<Texts>) untyped))
        .isInstanceOf(RecordKeyException.class)
        .hasMessageContaining("use Range.leadingParts instead of the prefix 'a'");
  }
}
