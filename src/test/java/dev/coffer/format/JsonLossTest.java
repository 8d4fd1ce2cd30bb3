package dev.coffer.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts of a value that JSON may lose are read back, or the value is refused. */
class JsonLossTest {
  private static final List<JsonMapping> MAPPINGS =
      List.of(Jackson2Mapping.create(), Jackson3Mapping.create());

  static List<JsonMapping> mappings() {
    return MAPPINGS;
  }

  public static class Book {
    private @Nullable String isbn;

    public @Nullable String getISBN() {
      return isbn;
    }

    public void setISBN(String isbn) {
      this.isbn = isbn;
    }
  }

  public static class ExplicitBook {
    private @Nullable String isbn;
    private @Nullable String other;

    @JsonProperty("ISBN")
    public @Nullable String getIsbn() {
      return isbn;
    }

    public void setIsbn(String isbn) {
      this.isbn = isbn;
    }

    public @Nullable String getURL() {
      return other;
    }

    @JsonAlias("link")
    public void setURL(String other) {
      this.other = other;
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Tolerant(String name) {}

  public record Player(String name, int level) {}

  public record Team(List<Player> players) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  public sealed interface Shape {}

  public record Circle(int radius) implements Shape {}

  /** Declared types, each as the return type of a method. */
  public interface Types {
    List<Shape> list();

    Map<String, Shape> map();

    Box<Shape> box();
  }

  public static class Base {
    public int a = 1;
  }

  public static class Derived extends Base {
    public int b = 2;
  }

  public static class Box<T> {
    public @Nullable T value;
  }

  /** A constructor like that of Lombok's {@code @NoArgsConstructor(force = true)}. */
  public static final class Forced {
    private final @Nullable String name;
    private final @Nullable List<String> badges;
    private final int level;

    public Forced() {
      this(null, null, 0);
    }

    public Forced(@Nullable String name, @Nullable List<String> badges, int level) {
      this.name = name;
      this.badges = badges;
      this.level = level;
    }

    public @Nullable String getName() {
      return name;
    }

    public @Nullable List<String> getBadges() {
      return badges;
    }

    public int getLevel() {
      return level;
    }
  }

  public static final class Kept {
    private final TreeSet<String> tags = new TreeSet<>(Comparator.reverseOrder());
    private final List<Integer> preset = new ArrayList<>(List.of(7));
    private final List<Integer> fixed;

    public Kept() {
      this(List.of());
    }

    public Kept(List<Integer> fixed) {
      this.fixed = fixed;
    }

    public java.util.Set<String> getTags() {
      return tags;
    }

    public List<Integer> getPreset() {
      return preset;
    }

    public List<Integer> getFixed() {
      return fixed;
    }
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void anExplicitNameWins(JsonMapping mapping) {
    ExplicitBook book = new ExplicitBook();
    book.setIsbn("i");
    book.setURL("u");
    assertThat(written(mapping, book, ExplicitBook.class)).isEqualTo("{'ISBN':'i','URL':'u'}");
    assertThat(read(mapping, "{'ISBN':'i','link':'u'}", ExplicitBook.class))
        .usingRecursiveComparison()
        .isEqualTo(book);
    assertThat(read(mapping, "{'ISBN':'i','url':'u'}", ExplicitBook.class))
        .usingRecursiveComparison()
        .isEqualTo(book);
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void namingStrategiesKeepTheOtherNames(JsonMapping ignored) {
    JsonMapping by2 =
        Jackson2Mapping.create(
            builder ->
                builder.propertyNamingStrategy(
                    com.fasterxml.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE));
    JsonMapping by3 =
        Jackson3Mapping.create(
            builder ->
                builder.propertyNamingStrategy(
                    tools.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE));
    for (JsonMapping mapping : List.of(by2, by3)) {
      assertThat(written(mapping, new Book(), Book.class)).isEqualTo("{'Isbn':null}");
      for (String name : List.of("Isbn", "ISBN")) {
        assertThat(((Book) read(mapping, "{'" + name + "':'x'}", Book.class)).getISBN())
            .isEqualTo("x");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void unknownPropertiesAreRefused(JsonMapping mapping) {
    assertThatThrownBy(
            () -> read(mapping, "{'players':[{'name':'A','level':1,'gone':2}]}", Team.class))
        .isInstanceOfSatisfying(
            UnknownPropertyException.class,
            e -> {
              assertThat(e.property()).isEqualTo("gone");
              assertThat(e.typeName()).isEqualTo(Player.class.getName());
            })
        .hasMessageContaining("players");
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void unknownPropertiesAreIgnoredIfConfigured(JsonMapping mapping) {
    String json = "{'name':'A','gone':2}";
    assertThat(read(mapping, json, Tolerant.class)).isEqualTo(new Tolerant("A"));
    assertThat(read(mapping.ignoringUnknownProperties(), json, Player.class))
        .isEqualTo(new Player("A", 0));
    assertThat(mapping.ignoringUnknownProperties().ignoringUnknownProperties())
        .isSameAs(mapping.ignoringUnknownProperties());
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void finalFieldsAreReadBack(JsonMapping mapping) {
    Forced forced = new Forced("A", List.of("b"), 3);
    assertThat(roundTrip(mapping, forced, Forced.class))
        .usingRecursiveComparison()
        .isEqualTo(forced);
    Forced empty = new Forced();
    assertThat(roundTrip(mapping, empty, Forced.class)).usingRecursiveComparison().isEqualTo(empty);
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void finalCollectionsAreFilled(JsonMapping mapping) {
    Kept kept = new Kept(List.of(5));
    kept.getTags().addAll(List.of("a", "b"));
    String json = written(mapping, kept, Kept.class);
    assertThat(json).isEqualTo("{'fixed':[5],'preset':[7],'tags':['b','a']}");
    Kept read = (Kept) read(mapping, json, Kept.class);
    read.getTags().add("c");
    assertThat(written(mapping, read, Kept.class))
        .isEqualTo("{'fixed':[5],'preset':[7],'tags':['c','b','a']}");
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void elementsAreWrittenByTheirDeclaredType(JsonMapping mapping) {
    Box<Shape> box = new Box<>();
    box.value = new Circle(1);
    Map<String, Object> values =
        Map.of("list", List.of(new Circle(1)), "map", Map.of("k", new Circle(1)), "box", box);
    values.forEach(
        (name, value) -> {
          Type type = type(Types.class, name);
          assertThat(written(mapping, value, type)).contains("'@type':'JsonLossTest$Circle'");
          assertThat(roundTrip(mapping, value, type)).usingRecursiveComparison().isEqualTo(value);
        });
  }

  private static Type type(Class<?> holder, String method) {
    try {
      return holder.getDeclaredMethod(method).getGenericReturnType();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void aSubclassIsWrittenWithAllItsProperties(JsonMapping mapping) {
    assertThat(written(mapping, new Derived(), Base.class)).isEqualTo("{'a':1,'b':2}");
  }

  static Stream<Arguments> maps() {
    SortedMap<String, Integer> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.put("a", 1);
    backwards.put("b", 2);
    Map<BigDecimal, Integer> decimals = new LinkedHashMap<>();
    decimals.put(new BigDecimal("1.10"), 2);
    decimals.put(new BigDecimal("1.1"), 1);
    Map<Object, Object> maps = new LinkedHashMap<>();
    maps.put(backwards, "{'a':1,'b':2}");
    maps.put(decimals, "{'1.1':1,'1.10':2}");
    maps.put(new TreeMap<>(Map.of(9, "x", 10, "y")), "{'10':'y','9':'x'}");
    maps.put(
        Map.of(Currency.getInstance("USD"), 1, Currency.getInstance("EUR"), 2),
        "{'EUR':2,'USD':1}");
    maps.put(Map.of(Locale.US, 1, Locale.GERMANY, 2), "{'de_DE':2,'en_US':1}");
    maps.put(
        Map.of(new Circle(2), "b", new Circle(1), "a"),
        "{'Circle[radius=1]':'a','Circle[radius=2]':'b'}");
    maps.put(Map.of("a", 1, 5, 2), "{'5':2,'a':1}");
    return MAPPINGS.stream()
        .flatMap(
            mapping ->
                maps.entrySet().stream()
                    .map(entry -> Arguments.of(mapping, entry.getKey(), entry.getValue())));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void mapsAreSortedByTheNamesThatAreWritten(JsonMapping mapping, Object map, String json) {
    assertThat(written(mapping, map, Map.class)).isEqualTo(json);
    assertThat(written(mapping, List.of(Map.of("in", map)), List.class))
        .isEqualTo("[{'in':" + json + "}]");
  }

  @ParameterizedTest
  @MethodSource("mappings")
  @SuppressWarnings("IdentityHashMapUsage") // the test needs two equal texts as keys
  void twoKeysOfOneNameAreRefused(JsonMapping mapping) {
    Map<Object, Integer> texts = new IdentityHashMap<>();
    texts.put("ab".substring(0, 1), 1);
    texts.put("ac".substring(0, 1), 2);
    Map<Object, Integer> mixed = new LinkedHashMap<>();
    mixed.put("1", 1);
    mixed.put(1, 2);
    Map<Object, Integer> bytes = new LinkedHashMap<>();
    bytes.put(new byte[] {1}, 1);
    bytes.put(new byte[] {1}, 2);
    for (Map<Object, Integer> map : List.of(texts, mixed, bytes)) {
      assertThat(map).hasSize(2);
      assertThatThrownBy(() -> mapping.write(map))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("written as the same name");
    }
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void numbersThatCannotBeReadAreRefused(JsonMapping mapping) {
    for (BigDecimal number :
        List.of(
            new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
            new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE + 1))) {
      for (Object value : List.of(number, List.of(number), Map.of(number, 1), Map.of(1, number))) {
        assertThatThrownBy(() -> mapping.write(value))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("too large to be read back");
      }
    }
  }

  private static String written(JsonMapping mapping, Object value, Type type) {
    return new String(mapping.write(value, type), UTF_8).replace('"', '\'');
  }

  private static Object read(JsonMapping mapping, String json, Type type) {
    return Objects.requireNonNull(mapping.read(json.replace('\'', '"').getBytes(UTF_8), type));
  }

  private static Object roundTrip(JsonMapping mapping, Object value, Type type) {
    return Objects.requireNonNull(mapping.read(mapping.write(value, type), type));
  }
}
