package dev.coffer.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the mapping of each JSON library. All write the same bytes. */
public abstract class JsonMappingContract {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

  protected abstract JsonMapping mapping();

  /** A mapping whose customizer activates default typing. */
  protected abstract JsonMapping mappingWithDefaultTyping();

  /** A mapping whose customizer asks for indentation and unsorted properties. */
  protected abstract JsonMapping mappingThatIsMeddledWith();

  public enum Colour {
    RED,
    GREEN;

    @Override
    public String toString() {
      return "a shade of " + name();
    }
  }

  public record Player(String name, int level, List<String> badges, @Nullable Colour colour) {}

  public record Times(
      Instant instant,
      LocalDate date,
      LocalDateTime dateTime,
      LocalTime time,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      Duration duration,
      Period period,
      Year year,
      YearMonth yearMonth,
      ZoneId zone,
      DayOfWeek day,
      Month month,
      Date date2) {}

  public record Numbers(
      byte b, short s, int i, long l, float f, double d, BigInteger big, BigDecimal exact) {}

  public record Others(
      UUID id, char letter, boolean yes, Optional<String> some, OptionalInt none) {}

  /** A class with setters, a list without one, and a constructor without annotations. */
  public static final class Bean {
    private String zeta = "";
    private final List<Integer> alpha = new ArrayList<>();

    public String getZeta() {
      return zeta;
    }

    public void setZeta(String zeta) {
      this.zeta = zeta;
    }

    public List<Integer> getAlpha() {
      return alpha;
    }
  }

  public static final class Point {
    private final int x;
    private final int y;

    public Point(int x, int y) {
      this.x = x;
      this.y = y;
    }

    public int getX() {
      return x;
    }

    public int getY() {
      return y;
    }
  }

  public static final class Failing {
    private final String when;

    public Failing(String when) {
      this.when = when;
    }

    public String getValue() {
      return Optional.<String>empty().orElseThrow(() -> new IllegalStateException("not " + when));
    }
  }

  static List<Object[]> canonical() {
    Map<String, Object> unsorted = new LinkedHashMap<>();
    unsorted.put("b", 1);
    unsorted.put("a", List.of(Map.of("d", 1.5, "c", "x")));
    unsorted.put("B", true);
    return List.of(
        new Object[] {
          new Player("Alice", 42, List.of("z", "a"), Colour.RED),
          "{'badges':['z','a'],'colour':'RED','level':42,'name':'Alice'}"
        },
        new Object[] {
          new Player("", 0, List.of(), null), "{'badges':[],'colour':null,'level':0,'name':''}"
        },
        new Object[] {unsorted, "{'B':true,'a':[{'c':'x','d':1.5}],'b':1}"},
        new Object[] {new TreeMap<>(Map.of(10, "x", 9, "y")), "{'10':'x','9':'y'}"},
        new Object[] {Map.of(Colour.GREEN, 2), "{'GREEN':2}"},
        new Object[] {
          "a/b \u007f \u00e9 \u20ac \ud83d\ude00", "'a/b \u007f \u00e9 \u20ac \ud83d\ude00'"
        },
        new Object[] {"\"\\\b\f\n\r\t\u0001\u001f", "'\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001F'"},
        new Object[] {List.of(1L, 2.0, 3.0f, new BigDecimal("1.10")), "[1,2.0,3.0,1.10]"},
        new Object[] {new BigDecimal("1e400"), "1E+400"},
        new Object[] {new BigDecimal("100.000"), "100.000"},
        new Object[] {
          List.of(
              2.0E-3,
              1e7,
              1e21,
              2.2250738585072014E-308,
              Double.MIN_VALUE,
              Double.parseDouble("2e23")),
          "[0.002,1.0E7,1.0E21,2.2250738585072014E-308,4.9E-324,2.0E23]"
        },
        new Object[] {List.of(1.1f, 1e10f, Float.MAX_VALUE), "[1.1,1.0E10,3.4028235E38]"},
        new Object[] {List.of(Double.NaN, Double.NEGATIVE_INFINITY), "['NaN','-Infinity']"},
        new Object[] {new Point(1, 2), "{'x':1,'y':2}"},
        new Object[] {
          numbers(),
          "{'b':-128,'big':123456789012345678901234567890,'d':0.1,"
              + "'exact':0.00,'f':0.1,'i':2147483647,'l':-9223372036854775808,'s':7}"
        },
        new Object[] {
          others(),
          "{'id':'00000000-0000-0001-0000-000000000002',"
              + "'letter':'q','none':null,'some':'x','yes':true}"
        },
        new Object[] {
          times(),
          "{'date':'2026-11-22','date2':'2026-11-22T12:00:00.123+00:00',"
              + "'dateTime':'2026-11-22T12:00:00.000000001','day':'SUNDAY','duration':'PT1H0.5S',"
              + "'instant':'2026-11-22T12:00:00.123456789Z','month':'NOVEMBER',"
              + "'offset':'2026-11-22T12:00:00.123456789+02:00','period':'P1Y2D',"
              + "'time':'12:00:00','year':'2026','yearMonth':'2026-11','zone':'Europe/Vienna',"
              + "'zoned':'2026-11-22T13:00:00.123456789+01:00[Europe/Vienna]'}"
        });
  }

  private static Numbers numbers() {
    return new Numbers(
        Byte.MIN_VALUE,
        (short) 7,
        Integer.MAX_VALUE,
        Long.MIN_VALUE,
        0.1f,
        0.1,
        new BigInteger("123456789012345678901234567890"),
        new BigDecimal("0.00"));
  }

  private static Others others() {
    return new Others(new UUID(1, 2), 'q', true, Optional.of("x"), OptionalInt.empty());
  }

  private static Times times() {
    return new Times(
        NOON,
        LocalDate.of(2026, 11, 22),
        LocalDateTime.of(2026, 11, 22, 12, 0, 0, 1),
        LocalTime.NOON,
        OffsetDateTime.ofInstant(NOON.minusSeconds(7200), ZoneOffset.ofHours(2)),
        NOON.atZone(ZoneId.of("Europe/Vienna")),
        Duration.ofMillis(3_600_500),
        Period.of(1, 0, 2),
        Year.of(2026),
        YearMonth.of(2026, 11),
        ZoneId.of("Europe/Vienna"),
        DayOfWeek.SUNDAY,
        Month.NOVEMBER,
        Date.from(NOON));
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void writesCanonically(Object value, String expected) {
    assertThat(text(mapping().write(value))).isEqualTo(expected.replace('\'', '"'));
  }

  @Test
  void writesCanonicallyDespiteSettingsOfTheHost() {
    Player player = new Player("Alice", 1, List.of("a"), Colour.RED);
    assertThat(mappingThatIsMeddledWith().write(player)).isEqualTo(mapping().write(player));
  }

  @Test
  void readsBackValues() {
    Player player = new Player("Alice", 42, List.of("z", "a"), null);
    assertThat(roundTrip(player, Player.class)).isEqualTo(player);
    assertThat(roundTrip(numbers(), Numbers.class)).isEqualTo(numbers());
    assertThat(roundTrip(times(), Times.class)).isEqualTo(times());
    assertThat(roundTrip(others(), Others.class)).isEqualTo(others());
    assertThat(text(mapping().write(new byte[] {0, -1}))).isEqualTo("\"AP8=\"");
    assertThat(roundTrip(new byte[] {0, -1}, byte[].class)).isEqualTo(new byte[] {0, -1});
    assertThat(roundTrip(Double.NaN, Double.class)).isEqualTo(Double.NaN);
    assertThat(roundTrip(Float.NEGATIVE_INFINITY, Float.class)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(((Point) roundTrip(new Point(3, 4), Point.class)).getY()).isEqualTo(4);
  }

  @Test
  void readsBackAListWithoutASetter() {
    Bean bean = new Bean();
    bean.setZeta("z");
    bean.getAlpha().add(7);
    assertThat(text(mapping().write(bean))).isEqualTo("{\"alpha\":[7],\"zeta\":\"z\"}");
    assertThat(((Bean) roundTrip(bean, Bean.class)).getAlpha()).containsExactly(7);
  }

  @Test
  void bindsTypesWithParameters() {
    Type type = new ListOf(Player.class);
    Player player = new Player("Bob", 1, List.of(), Colour.GREEN);
    assertThat(roundTrip(List.of(player), type)).isEqualTo(List.of(player));
  }

  @Test
  void keepsNumbersOfNoDeclaredTypeExactly() {
    Map<?, ?> read =
        (Map<?, ?>) read("{\"a\":1.10,\"b\":1e400,\"c\":9223372036854775808,\"d\":1}", Map.class);
    Map<String, Object> expected = new HashMap<>();
    expected.put("a", new BigDecimal("1.10"));
    expected.put("b", new BigDecimal("1e400"));
    expected.put("c", new BigInteger("9223372036854775808"));
    expected.put("d", 1);
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void letsTypesEvolve() {
    String json = "{\"name\":\"Eve\",\"gone\":{\"x\":[1]}}";
    Object read = mapping().ignoringUnknownProperties().read(json.getBytes(UTF_8), Player.class);
    assertThat(read).extracting("name", "level", "badges").containsExactly("Eve", 0, null);
  }

  @Test
  void readsBackEveryWrittenValue() {
    String longText = "x".repeat(25_000_000);
    assertThat(roundTrip(longText, String.class).equals(longText)).isTrue();
    BigInteger longNumber = BigInteger.TEN.pow(5000);
    assertThat(roundTrip(longNumber, BigInteger.class)).isEqualTo(longNumber);
    Map<String, Integer> longName = Map.of("k".repeat(100_000), 1);
    assertThat(roundTrip(longName, Map.class)).isEqualTo(longName);
    List<Object> deep = List.of();
    for (int depth = 1; depth < 1000; depth++) {
      deep = List.of(deep);
    }
    assertThat(text(mapping().write(roundTrip(deep, List.class))))
        .isEqualTo("[".repeat(1000) + "]".repeat(1000));
    List<Object> tooDeep = List.of(deep);
    assertThatThrownBy(() -> mapping().write(tooDeep)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b", "\ud800\ud800\udc00"})
  void keepsUnpairedSurrogates(String noText) {
    assertThat(roundTrip(noText, String.class)).isEqualTo(noText);
    RawJson.validate(mapping().write(noText));
  }

  @Test
  void refusesAValueThatDoesNotSerialise() {
    for (Object value : List.of(new Object(), new Failing("today"), Map.of("a", new Object()))) {
      assertThatThrownBy(() -> mapping().write(value))
          .as("%s", value.getClass())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(value.getClass().getName());
    }
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThatThrownBy(() -> mapping().write(endless)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"name\":\"A\"} x",
        "{\"name\":\"A\"}{}",
        "[]",
        "7",
        "\"text\"",
        "nul",
        "{\"level\":\"many\"}",
        "{\"level\":1.5}",
        "{\"level\":99999999999}",
        "{\"colour\":\"BLUE\"}",
        "{\"badges\":7}",
        "{'name':'A'}",
        "{\"name\":\"A\",}"
      })
  void refusesJsonOfAnotherType(String json) {
    assertThatThrownBy(() -> read(json, Player.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Player");
  }

  @Test
  void namesTheInvalidProperty() {
    assertThatThrownBy(() -> read("[{\"level\":\"many\"}]", new ListOf(Player.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0]")
        .hasMessageContaining("level");
  }

  @Test
  void readsNullAsNull() {
    assertThat(read("null", Player.class)).isNull();
  }

  @Test
  void refusesDefaultTyping() {
    assertThatThrownBy(this::mappingWithDefaultTyping)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Default typing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        " \t\r\n7 ",
        "1e400",
        "-0.0",
        "1.10",
        "\"\\ud83d\\ude00\"",
        "{}",
        "[]",
        "{\"a\":1,\"a\":2}",
        "[[[{\"a\":[]}]]]",
        "\"\u20ac\ud83d\ude00\""
      })
  void acceptsOneValue(String json) {
    RawJson.validate(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "]",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "- 1",
        "NaN",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "[1,]",
        "[,]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "1 2",
        "{}{}",
        "tru",
        "truee",
        "/* */1",
        "\ufeff1"
      })
  void refusesInvalidJson(String json) {
    assertThatThrownBy(() -> RawJson.validate(json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void refusesInvalidUtf8() {
    for (byte[] bytes :
        List.of(
            new byte[] {'"', (byte) 0xff, '"'},
            new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xe2, (byte) 0x82, '"'},
            "\"a\"".getBytes(java.nio.charset.StandardCharsets.UTF_16LE))) {
      assertThatThrownBy(() -> RawJson.validate(bytes))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Object roundTrip(Object value, Type type) {
    return Objects.requireNonNull(mapping().read(mapping().write(value), type));
  }

  private @Nullable Object read(String json, Type type) {
    return mapping().read(json.getBytes(UTF_8), type);
  }

  private static String text(byte[] json) {
    return new String(json, UTF_8);
  }

  private record ListOf(Class<?> element) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {element};
    }

    @Override
    public Type getRawType() {
      return List.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }
}
