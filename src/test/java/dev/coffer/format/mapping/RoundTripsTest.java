package dev.coffer.format.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.format.JsonMapping;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripsTest {
  static List<JsonMapping> mappings() {
    return List.of(Jackson2Mapping.create(), Jackson3Mapping.create());
  }

  public sealed interface Untagged {}

  public record Tagless(int x) implements Untagged {}

  public static final class NoConstructor {
    private final int a;
    private final int b;

    public NoConstructor(int a) {
      this(a, a);
    }

    public NoConstructor(int a, int b) {
      this.a = a;
      this.b = b;
    }

    public int getA() {
      return a;
    }

    public int getB() {
      return b;
    }
  }

  /** A class with two properties, one of which cannot be set. */
  public static final class Lossy {
    private @Nullable String lost;
    public int kept;

    public static Lossy of(@Nullable String lost) {
      Lossy lossy = new Lossy();
      lossy.lost = lost;
      lossy.kept = 1;
      return lossy;
    }

    public @Nullable String getWhatIsLost() {
      return lost;
    }
  }

  public static final class Lazy {
    private @Nullable List<String> list;

    public List<String> getList() {
      if (list == null) {
        list = new ArrayList<>();
      }
      return list;
    }
  }

  public record Mixed(
      @Nullable String text,
      @Nullable Object any,
      Set<String> set,
      Collection<Integer> numbers,
      Optional<String> some,
      Map<String, Object> map) {}

  private static void prove(RoundTrips trips, JsonMapping mapping, Object value, Class<?> type) {
    trips.require(mapping, value, type, mapping.write(value, type));
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void refuseAValueThatCannotBeReadBack(JsonMapping mapping) {
    RoundTrips trips = new RoundTrips();
    assertThatThrownBy(() -> prove(trips, mapping, new Tagless(1), Untagged.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("could not be read back");
    assertThatThrownBy(() -> prove(trips, mapping, new NoConstructor(1, 2), NoConstructor.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("could not be read back");
    TimeZone zone = TimeZone.getTimeZone("Europe/Vienna");
    assertThatThrownBy(() -> prove(trips, mapping, zone, zone.getClass()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void refuseAValueThatIsReadBackDifferently(JsonMapping mapping) {
    assertThatThrownBy(() -> prove(new RoundTrips(), mapping, Lossy.of("x"), Lossy.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'/whatIsLost'");
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void continueUntilAValueHasNoEmptyProperty(JsonMapping mapping) {
    RoundTrips trips = new RoundTrips();
    prove(trips, mapping, Lossy.of(null), Lossy.class);
    prove(trips, mapping, Lossy.of(null), Lossy.class);
    assertThatThrownBy(() -> prove(trips, mapping, Lossy.of("x"), Lossy.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void checkACompleteValueOnce() {
    int[] reads = {0};
    JsonMapping mapping =
        new JsonMapping() {
          @Override
          public byte[] write(Object value, java.lang.reflect.Type type) {
            return value.toString().getBytes(UTF_8);
          }

          @Override
          public Object read(byte[] json, java.lang.reflect.Type type) {
            reads[0]++;
            return new String(json, UTF_8);
          }
        };
    RoundTrips trips = new RoundTrips();
    for (int i = 0; i < 3; i++) {
      prove(trips, mapping, "[1]", String.class);
    }
    assertThat(reads[0]).isEqualTo(1);
    RoundTrips empty = new RoundTrips();
    for (int i = 0; i < 20; i++) {
      prove(empty, mapping, "[null]", String.class);
    }
    assertThat(reads[0]).isEqualTo(9);
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void acceptValidValues(JsonMapping mapping) {
    Set<String> large = new HashSet<>(4096);
    large.addAll(List.of("zeta", "alpha", "omega", "beta"));
    Map<String, Object> map = new HashMap<>();
    map.put("double", 1e7);
    map.put("float", 0.1f);
    map.put("zero", -0.0);
    map.put("nothing", null);
    map.put("colour", Thread.State.NEW);
    map.put("set", List.of(large));
    map.put("object", new Tagless(1));
    List<Object> legal =
        List.of(
            new Mixed(null, null, Set.of(), List.of(), Optional.empty(), Map.of()),
            new Mixed("x", 1e7, large, new LinkedHashSet<>(List.of(2, 1)), Optional.of("y"), map),
            new Lazy(),
            Lossy.of(null),
            large,
            map,
            "text",
            1.5,
            new byte[] {1},
            Thread.State.NEW);
    for (Object value : legal) {
      assertThatCode(() -> prove(new RoundTrips(), mapping, value, value.getClass()))
          .as("%s", value)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "{\"a\":1} {\"a\":2} /a",
        "{\"a\":1} {} /a",
        "{} {\"a\":1} /a",
        "{\"a\":[{\"b\":1}]} {\"a\":[{\"b\":2}]} /a/*/b",
        "[1,1] [1] ''",
        "[1,2] [1,3] /*",
        "\"1\" 1 ''",
        "true false ''",
        "1.1 1.11 ''",
      })
  void findDifferences(String one, String other, String path) {
    assertThat(JsonDifference.between(one.getBytes(UTF_8), other.getBytes(UTF_8))).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "{\"a\":1,\"b\":2} {\"b\":2,\"a\":1}",
        "[[2,1],{\"a\":[3,4]}] [{\"a\":[4,3]},[1,2]]",
        "1.0E7 1.0E+7",
        "-0.0 0.0",
        "{\"a\":null,\"b\":[],\"c\":{}} {}",
        "{\"a\":null} {\"a\":[]}"
      })
  void findNoDifferenceInEqualValues(String one, String other) {
    assertThat(JsonDifference.between(one.getBytes(UTF_8), other.getBytes(UTF_8))).isNull();
  }
}
