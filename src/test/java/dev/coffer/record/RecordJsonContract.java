package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.coffer.api.ValueFormatException;
import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import dev.coffer.record.cache.RecordCaching;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records with JSON values, by each library. Every acknowledged value can be read back. */
abstract class RecordJsonContract extends RecordFixture {

  public static class Book {
    private @Nullable String isbn;
    private int xIndex;

    public @Nullable String getISBN() {
      return isbn;
    }

    public void setISBN(String isbn) {
      this.isbn = isbn;
    }

    public int getXIndex() {
      return xIndex;
    }

    public void setXIndex(int xIndex) {
      this.xIndex = xIndex;
    }
  }

  record Player(String name, int level) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Tolerant(String name) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
  interface Shape {}

  record Circle(int radius) implements Shape {}

  sealed interface Untagged {}

  record Tagless(int x) implements Untagged {}

  static class Box<T> {
    public @Nullable T value;
  }

  interface Lists<T> extends RecordRepository<List<T>, String> {}

  @RecordCollection("shapes")
  interface Shapes extends Lists<Shape> {}

  @RecordCollection("named shapes")
  interface NamedShapes extends RecordRepository<Map<String, Shape>, String> {}

  @RecordCollection("boxes")
  interface Boxes extends RecordRepository<Box<Shape>, String> {}

  static List<JsonMapping> mappings() {
    return List.of(Jackson2Mapping.create(), Jackson3Mapping.create());
  }

  private RecordStore store(JsonMapping mapping, RecordSettings settings) {
    return store(engine(settings, RecordCaching.NONE, () -> mapping));
  }

  @Test
  void eitherLibraryReadsTheRecordsOfTheOther() {
    RecordRepository<Book, String> by2 =
        store(Jackson2Mapping.create(), SETTINGS).records(collection, Book.class);
    RecordRepository<Book, String> by3 =
        store(Jackson3Mapping.create(), SETTINGS).records(collection, Book.class);
    Book book = new Book();
    book.setISBN("978-3");
    book.setXIndex(4);

    long version = by2.put("a", book).version();

    Book read = by3.get("a").orElseThrow();
    assertThat(read).usingRecursiveComparison().isEqualTo(book);
    assertThat(by3.put("a", read)).isEqualTo(new Put(PutOutcome.UNCHANGED, version));
    assertThat(by2.put("a", by2.get("a").orElseThrow()))
        .isEqualTo(new Put(PutOutcome.UNCHANGED, version));
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void anUnknownPropertyIsRefusedWithItsName(JsonMapping mapping) {
    RecordStore strict = store(mapping, SETTINGS);
    strict.store(collection, "a", new RawJson("{\"name\":\"Alice\",\"level\":1,\"rank\":2}"));

    assertThatThrownBy(() -> strict.retrieve(collection, "a", Player.class))
        .isInstanceOfSatisfying(
            ValueFormatException.class,
            e -> {
              assertThat(e.collection()).isEqualTo(collection);
              assertThat(e.key()).isEqualTo("a");
            })
        .hasMessageContaining("'a'")
        .hasMessageContaining("'rank'")
        .hasMessageContaining(Player.class.getName())
        .hasMessageContaining("coffer.records.unknown-properties=ignore");
    assertThatThrownBy(() -> strict.records(collection, Player.class).getAll(List.of("a")))
        .isInstanceOf(ValueFormatException.class);
    assertThat(strict.retrieve(collection, "a", Tolerant.class)).contains(new Tolerant("Alice"));
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void aSettingIgnoresUnknownProperties(JsonMapping mapping) {
    RecordStore tolerant = store(mapping, SETTINGS.withUnknownProperties(UnknownProperties.IGNORE));
    tolerant.store(collection, "a", new RawJson("{\"name\":\"Alice\",\"level\":1,\"rank\":2}"));

    assertThat(tolerant.retrieve(collection, "a", Player.class)).contains(new Player("Alice", 1));
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void theErrorNamesItsCauseOnce(JsonMapping mapping) {
    RecordStore records = store(mapping, SETTINGS);
    records.store(collection, "a", new RawJson("{\"name\":\"Alice\"}"));

    assertThatThrownBy(() -> records.retrieve(collection, "a", Integer.class))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageStartingWith(
            "The record 'a' of collection '" + collection + "' does not fit: it cannot be read as")
        .hasMessageMatching("(?s)(?!.*cannot be read.*cannot be read).*java\\.lang\\.Integer.*");
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void aValueThatCannotBeReadBackIsRefused(JsonMapping mapping) {
    RecordStore records = store(mapping, SETTINGS);
    Map<BigDecimal, Integer> numbers = new LinkedHashMap<>();
    numbers.put(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE), 1);

    for (Object value :
        List.of(
            java.util.TimeZone.getTimeZone("Europe/Vienna"),
            new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
            numbers)) {
      assertThatThrownBy(() -> records.store(collection, "a", value))
          .isInstanceOfSatisfying(
              ValueFormatException.class, e -> assertThat(e.key()).isEqualTo("a"));
    }
    assertThatThrownBy(() -> records.records(collection, Untagged.class).put("a", new Tagless(1)))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("could not be read back")
        .hasMessageContaining(collection);
    assertThat(rows()).isZero();
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void elementsKeepTheTypeThatIsDeclared(JsonMapping mapping) {
    RecordStore records = store(mapping, SETTINGS);
    Box<Shape> box = new Box<>();
    box.value = new Circle(3);

    records.repository(Shapes.class).put("a", List.of(new Circle(1)));
    records.repository(NamedShapes.class).put("a", Map.of("c", new Circle(2)));
    records.repository(Boxes.class).put("a", box);

    assertThat(records.repository(Shapes.class).get("a")).contains(List.of(new Circle(1)));
    assertThat(records.repository(NamedShapes.class).get("a")).contains(Map.of("c", new Circle(2)));
    assertThat(records.repository(Boxes.class).get("a").orElseThrow().value)
        .isEqualTo(new Circle(3));
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void mapsWithKeysOfAllKindsComeBackOrAreRefused(JsonMapping mapping) {
    RecordStore records = store(mapping, SETTINGS);
    Map<Object, Integer> sameNames = new LinkedHashMap<>();
    sameNames.put("1", 1);
    sameNames.put(1, 2);

    records.store(collection, "a", Map.of(Locale.GERMANY, 1, Locale.US, 2));
    assertThat(records.retrieve(collection, "a", RawJson.class))
        .contains(new RawJson("{\"de_DE\":1,\"en_US\":2}"));
    assertThatThrownBy(() -> records.store(collection, "b", sameNames))
        .isInstanceOf(ValueFormatException.class)
        .hasMessageContaining("'b'")
        .hasMessageContaining("'1'");
  }
}
