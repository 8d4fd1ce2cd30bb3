package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.format.JsonMapping;
import dev.coffer.format.RawJson;
import dev.coffer.format.jackson.Jackson2Mapping;
import dev.coffer.format.jackson3.Jackson3Mapping;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypeNameTest {
  private static final UnaryOperator<Map<String, @Nullable Object>> SAME = UnaryOperator.identity();

  static List<JsonMapping> libraries() {
    return List.of(Jackson2Mapping.create(), Jackson3Mapping.create());
  }

  @Test
  void theFirstVersionIsStoredWithoutASuffix() {
    assertThat(TypeName.of("player", 1).storedName()).isEqualTo("player");
    assertThat(TypeName.of("player", 2).storedName()).isEqualTo("player@2");
    assertThat(TypeName.of("player", 2).name()).isEqualTo("player");
  }

  @Test
  void functionsMayBeAddedInAnyOrder() {
    TypeName none = TypeName.of("player", 3);
    TypeName both = none.from(2, SAME).from(1, SAME);
    assertThat(both.olderVersions()).containsExactly(1, 2);
    assertThat(none.olderVersions()).as("the name itself does not change").isEmpty();
    assertThat(both).isEqualTo(none.from(1, SAME).from(2, SAME)).hasSameHashCodeAs(none);
    assertThat(both).isNotEqualTo(none).isNotEqualTo(none.from(1, SAME));
  }

  @Test
  void wrongVersionsAreRefused() {
    for (int version : new int[] {0, -1, 1_000_000_000}) {
      assertThatThrownBy(() -> TypeName.of("player", version))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("" + version);
    }
    TypeName second = TypeName.of("player", 2).from(1, SAME);
    for (int version : new int[] {0, 1, 2, 3}) {
      assertThatThrownBy(() -> second.from(version, SAME))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("version " + version);
    }
    assertThatThrownBy(() -> second.fromJson(1, json -> json))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void eachFunctionGetsTheResultOfTheOneBefore(JsonMapping library) {
    TypeName fourth =
        TypeName.of("player", 4)
            .from(
                1,
                json -> {
                  json.put("b", json.remove("a"));
                  return json;
                })
            .fromJson(2, json -> new RawJson(json.text().replace("\"b\"", " \"c\" ")))
            .from(3, json -> Map.of("d", json));
    RawJson first = new RawJson("{\"a\":[1,{\"x\":null}]}");

    assertThat(fourth.upcast(first, 1, library).text())
        .isEqualTo("{\"d\":{\"c\":[1,{\"x\":null}]}}");
    assertThat(fourth.upcast(first, 3, library).text())
        .isEqualTo("{\"d\":{\"a\":[1,{\"x\":null}]}}");
    assertThat(fourth.upcast(first, 4, library)).isSameAs(first);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  @SuppressWarnings("unchecked")
  void aFunctionMayChangeTheObjectInEveryDepth(JsonMapping library) {
    TypeName second =
        TypeName.of("player", 2)
            .from(
                1,
                json -> {
                  List<@Nullable Object> list =
                      Objects.requireNonNull((List<@Nullable Object>) json.get("list"));
                  Objects.requireNonNull((Map<String, @Nullable Object>) list.get(0)).put("z", 1);
                  list.add("last");
                  return json;
                });
    assertThat(second.upcast(new RawJson("{\"list\":[{}]}"), 1, library).text())
        .isEqualTo("{\"list\":[{\"z\":1},\"last\"]}");
  }

  @Test
  void aNewerVersionIsRefused() {
    TypeName second = TypeName.of("player", 2).from(1, SAME);
    assertThatThrownBy(() -> second.upcast(new RawJson("{}"), 3, Jackson3Mapping.create()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 3")
        .hasMessageContaining("version 2");
  }

  @Test
  void aMissingFunctionIsNamed() {
    TypeName third = TypeName.of("player", 3).from(1, SAME);
    assertThatThrownBy(() -> third.upcast(new RawJson("{}"), 1, Jackson3Mapping.create()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'player'")
        .hasMessageContaining("from version 2");
  }
}
