package dev.coffer.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of all kinds of types. Each of the two libraries reads the JSON of the other. */
@SuppressWarnings({"ArrayRecordComponent", "JavaUtilDate"}) // the test covers these types too
class JsonTypeZooTest {
  private static final JsonMapping JACKSON_2 = Jackson2Mapping.create();
  private static final JsonMapping JACKSON_3 = Jackson3Mapping.create();

  private record Animal(String name, Object value, Type type) {
    @Override
    public String toString() {
      return name;
    }
  }

  public static class Disputed {
    private @Nullable String isbn;
    private @Nullable String aName;
    private int xIndex;
    private boolean on;

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

    public boolean isON() {
      return on;
    }

    public void setON(boolean on) {
      this.on = on;
    }
  }

  public static final class Immutable {
    private final String isbn;
    private final int xIndex;

    public Immutable(String isbn, int xIndex) {
      this.isbn = isbn;
      this.xIndex = xIndex;
    }

    public String getISBN() {
      return isbn;
    }

    public int getXIndex() {
      return xIndex;
    }

    public String getLabel() {
      return isbn + " at " + xIndex;
    }
  }

  public static class Twins {
    private @Nullable String one;
    private @Nullable String two;

    public @Nullable String getURL() {
      return one;
    }

    public void setURL(String one) {
      this.one = one;
    }

    public @Nullable String getUrl() {
      return two;
    }

    public void setUrl(String two) {
      this.two = two;
    }
  }

  public static final class Created {
    private final String a;

    private Created(String a) {
      this.a = a;
    }

    @JsonCreator
    public static Created of(@JsonProperty("a") String a) {
      return new Created(a);
    }

    public String getA() {
      return a;
    }
  }

  public static final class Open {
    private final Map<String, Object> all = new HashMap<>();

    @JsonAnyGetter
    public Map<String, Object> all() {
      return all;
    }

    @JsonAnySetter
    public void put(String name, Object value) {
      all.put(name, value);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({
    @JsonSubTypes.Type(Circle.class),
    @JsonSubTypes.Type(value = Square.class, name = "square")
  })
  public interface Shape {}

  public record Circle(int radius) implements Shape {}

  public record Square(int side) implements Shape {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  public sealed interface Sealed {}

  @JsonTypeName("a")
  public record SealedA(int x) implements Sealed {}

  public record SealedB(int y) implements Sealed {}

  public record Shapes(Shape one, List<Shape> many, Map<String, Shape> named) {}

  public enum Renamed {
    @JsonProperty("one")
    ONE,
    TWO
  }

  public enum Coded {
    X("ex");

    private final String code;

    Coded(String code) {
      this.code = code;
    }

    @JsonValue
    public String code() {
      return code;
    }
  }

  public enum WithBody {
    A {
      @Override
      public String toString() {
        return "the letter";
      }
    },
    B
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Sparse(@Nullable String a, @Nullable Integer b) {}

  public record Formatted(
      @JsonFormat(shape = JsonFormat.Shape.STRING) int a,
      @JsonFormat(pattern = "dd.MM.yyyy") LocalDate d,
      @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant i,
      @JsonProperty("URL") String url) {}

  public record Unwrapped(@JsonUnwrapped Point in, String z) {}

  public record Point(int x, int y) {}

  @JsonPropertyOrder({"z", "a"})
  public record Ordered(String a, String z) {}

  public record Derived(String url) {
    public String getURL() {
      return "see " + url;
    }

    public boolean isOK() {
      return true;
    }
  }

  public static class DerivedBean {
    public int number;

    public int getTwice() {
      return 2 * number;
    }
  }

  @JsonIgnoreProperties({"seen", "gone"})
  public record Ignoring(
      @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable String a, int b) {
    public int getSeen() {
      return b;
    }
  }

  @JsonDeserialize(builder = Built.Builder.class)
  @tools.jackson.databind.annotation.JsonDeserialize(builder = Built.Builder.class)
  public static final class Built {
    private final int number;

    private Built(int number) {
      this.number = number;
    }

    public int getNumber() {
      return number;
    }

    public int getTwice() {
      return 2 * number;
    }

    public static final class Builder {
      private int number;

      public Builder withNumber(int given) {
        number = given;
        return this;
      }

      public Built build() {
        return new Built(number);
      }
    }
  }

  public record Optionals(
      Optional<String> a, OptionalInt b, OptionalLong c, OptionalDouble d, Optional<Point> e) {}

  public record Perhaps(Optional<Shape> shape) {}

  public record Arrays2(char[] c, byte[] b, int[] i, String[] s, List<byte[]> l, double[] d) {}

  public record Untyped(Object a, Number n, Iterable<String> i, CharSequence s) {}

  static List<Animal> zoo() {
    List<Animal> zoo = new ArrayList<>();
    scalars().forEach(value -> zoo.add(animal(value, value.getClass())));
    beans().forEach(value -> zoo.add(animal(value, value.getClass())));
    List.of(new Circle(1), new Square(2)).forEach(value -> zoo.add(animal(value, Shape.class)));
    List.of(new SealedA(1), new SealedB(2)).forEach(value -> zoo.add(animal(value, Sealed.class)));
    zoo.add(animal(TimeZone.getTimeZone("Europe/Vienna"), TimeZone.class));
    zoo.add(animal(ZoneId.of("Europe/Vienna"), ZoneId.class));
    zoo.add(animal(WithBody.A, WithBody.class));
    zoo.add(animal(List.of(new Circle(1)), new Generic(List.class, Shape.class)));
    zoo.add(animal(Map.of("s", new Square(1)), new Generic(Map.class, String.class, Shape.class)));
    Generic some = new Generic(Optional.class, Shape.class);
    zoo.add(animal(Optional.of(new Circle(1)), some));
    zoo.add(animal(List.of(Optional.of(new Square(1))), new Generic(List.class, some)));
    zoo.add(animal(new Perhaps(Optional.of(new Circle(2))), Perhaps.class));
    keys()
        .forEach(
            key ->
                zoo.add(
                    animal(
                        Map.of(key, 1),
                        new Generic(
                            Map.class,
                            key instanceof ZoneId && !(key instanceof ZoneOffset)
                                ? ZoneId.class
                                : key.getClass(),
                            Integer.class))));
    for (Locale locale : locales()) {
      zoo.add(animal(locale, Locale.class));
    }
    return zoo;
  }

  private static Animal animal(Object value, Type type) {
    String name = value.getClass().getSimpleName() + " " + value;
    return new Animal(name.substring(0, Math.min(80, name.length())), value, type);
  }

  private static List<Locale> locales() {
    return List.of(
        Locale.ROOT,
        Locale.GERMAN,
        Locale.GERMANY,
        Locale.forLanguageTag("zh-Hant-TW"),
        Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"),
        Locale.forLanguageTag("und-DE"),
        Locale.forLanguageTag("de-DE-POSIX"),
        Locale.forLanguageTag("x-lvariant-a"),
        Locale.forLanguageTag("zh-Hant-TW-x-java"),
        new Locale("ja", "JP", "JP"),
        new Locale("no", "NO", "NY"),
        new Locale.Builder().setLanguage("ja").setRegion("JP").setVariant("POSIX").build());
  }

  private static List<Object> scalars() {
    return List.of(
        new java.sql.Date(1_700_000_000_123L),
        new java.sql.Timestamp(1_700_000_000_123L),
        java.sql.Time.valueOf("01:02:03"),
        new Date(0),
        new Date(-62_135_769_600_001L),
        Duration.ofSeconds(5, 7),
        Duration.ofSeconds(-1, 5),
        Period.of(1, 2, 3),
        ZonedDateTime.parse("2026-01-02T03:04:05Z[UTC]"),
        ZonedDateTime.parse("2026-01-02T03:04:05+01:00[Europe/Vienna]"),
        OffsetDateTime.parse("2026-01-02T03:04:05.1+05:00"),
        OffsetTime.parse("10:00+01:00"),
        LocalDate.of(-5, 1, 1),
        LocalDateTime.MAX,
        LocalTime.MAX,
        Instant.MIN,
        Year.of(5),
        YearMonth.of(12345, 1),
        MonthDay.of(1, 2),
        Month.MAY,
        DayOfWeek.MONDAY,
        ZoneOffset.ofHours(3),
        Currency.getInstance("EUR"),
        URI.create("http://x/a"),
        UUID.fromString("710e9d8f-0055-4465-809b-3e2935c69d29"),
        'c',
        1e20f,
        Float.NEGATIVE_INFINITY,
        -0.0,
        Double.POSITIVE_INFINITY,
        new BigDecimal("1.10"),
        new BigDecimal("1E+2147483647"),
        new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
        BigInteger.TWO.pow(70),
        new byte[] {1, -2},
        new char[] {'a', 'b'},
        new int[] {1},
        new String[] {"a", "b"},
        Renamed.ONE,
        Renamed.TWO,
        Coded.X);
  }

  private static List<Object> beans() {
    Disputed disputed = new Disputed();
    disputed.setISBN("i");
    disputed.setaName("a");
    disputed.setXIndex(7);
    disputed.setON(true);
    Twins twins = new Twins();
    twins.setURL("one");
    twins.setUrl("two");
    Open open = new Open();
    open.put("b", 1);
    open.put("a", new BigDecimal("2.50"));
    DerivedBean derived = new DerivedBean();
    derived.number = 4;
    return List.of(
        disputed,
        twins,
        open,
        derived,
        new Immutable("i", 3),
        Created.of("x"),
        new Shapes(new Circle(1), List.of(new Square(2)), Map.of("c", new Circle(3))),
        new Sparse("a", null),
        new Formatted(1, LocalDate.of(2026, 1, 2), Instant.ofEpochSecond(1, 5), "u"),
        new Unwrapped(new Point(1, 2), "z"),
        new Ordered("a", "z"),
        new Derived("u"),
        new Built.Builder().withNumber(3).build(),
        new Optionals(
            Optional.of("a"),
            OptionalInt.of(1),
            OptionalLong.empty(),
            OptionalDouble.of(2.5),
            Optional.of(new Point(1, 2))),
        new Arrays2(
            new char[] {'a'},
            new byte[] {1},
            new int[] {2},
            new String[] {"s"},
            List.of(new byte[] {3}),
            new double[] {0.5}),
        new Untyped(Map.of("b", 1, "a", List.of("x")), 2, List.of("i"), "s"),
        new TreeSet<>(Set.of("b", "a")));
  }

  private static List<Object> keys() {
    return List.of(
        "a",
        1,
        2L,
        (short) 3,
        'c',
        true,
        1.5,
        new BigDecimal("1.10"),
        BigInteger.TEN,
        UUID.fromString("710e9d8f-0055-4465-809b-3e2935c69d29"),
        Renamed.ONE,
        Coded.X,
        LocalDate.of(2026, 1, 2),
        Instant.EPOCH,
        Year.of(5),
        Period.of(1, 2, 3),
        Month.MAY,
        ZoneOffset.ofHours(3),
        ZoneId.of("Europe/Vienna"),
        Currency.getInstance("EUR"),
        Locale.GERMANY,
        URI.create("x:y"),
        new Date(5));
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void isTheSameInBothLibraries(Animal animal) {
    byte[] by2 = JACKSON_2.write(animal.value(), animal.type());
    byte[] by3 = JACKSON_3.write(animal.value(), animal.type());
    assertThat(new String(by2, UTF_8)).isEqualTo(new String(by3, UTF_8));
    for (JsonMapping reader : List.of(JACKSON_2, JACKSON_3)) {
      Object read = Objects.requireNonNull(reader.read(by2, animal.type()));
      assertThat(read).usingRecursiveComparison().isEqualTo(animal.value());
      assertThat(new String(reader.write(read, animal.type()), UTF_8))
          .isEqualTo(new String(by2, UTF_8));
    }
  }

  private record Generic(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    Generic(Class<?> raw, Type... arguments) {
      this(raw, Arrays.asList(arguments));
    }

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }

  /** The JSON that earlier versions stored by Jackson 2 and by Jackson 3, and its value. */
  static List<Object[]> storedBefore() {
    return List.of(
        new Object[] {
          "{'aName':'a','isbn':'i','on':true,'xindex':7}",
          "{'ISBN':'i','ON':true,'aName':'a','xIndex':7}",
          beans().get(0)
        },
        new Object[] {"{'isbn':'i','xindex':3}", "{'ISBN':'i','xIndex':3}", new Immutable("i", 3)},
        new Object[] {"{'URL':'one','url':'two'}", "{'URL':'one','url':'two'}", beans().get(1)},
        new Object[] {
          "{'ok':true,'url':'u'}", "{'OK':true,'URL':'see u','url':'u'}", new Derived("u")
        },
        new Object[] {"{'b':1,'gone':2}", "{'b':1,'seen':1}", new Ignoring(null, 1)},
        new Object[] {"'de_DE'", "'de-DE'", Locale.GERMANY},
        new Object[] {"'zh_TW_#Hant'", "'zh-Hant-TW'", Locale.forLanguageTag("zh-Hant-TW")},
        new Object[] {"'_DE'", "'und-DE'", Locale.forLanguageTag("und-DE")},
        new Object[] {
          "'th_TH_#u-ca-buddhist-nu-thai'",
          "'th-TH-u-ca-buddhist-nu-thai'",
          Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai")
        },
        new Object[] {
          "'2023-11-14'",
          "'2023-11-14T00:00:00.000+00:00'",
          new java.sql.Date(Instant.parse("2023-11-14T00:00:00Z").toEpochMilli())
        },
        new Object[] {
          "'1970-01-01T00:00:00.000+00:00'", "'1970-01-01T00:00:00.000+00:00'", new Date(0)
        });
  }

  @ParameterizedTest
  @MethodSource("storedBefore")
  void readsTheStoredJsonOfEitherLibrary(String by2, String by3, Object value) {
    for (JsonMapping reader : List.of(JACKSON_2, JACKSON_3)) {
      for (String stored : List.of(by2, by3)) {
        assertThat(reader.read(stored.replace('\'', '"').getBytes(UTF_8), value.getClass()))
            .as(stored)
            .usingRecursiveComparison()
            .isEqualTo(value);
      }
    }
  }
}
