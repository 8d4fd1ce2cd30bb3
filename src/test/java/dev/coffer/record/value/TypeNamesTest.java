package dev.coffer.record.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordTypeException;
import dev.coffer.format.RawJson;
import dev.coffer.record.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypeNamesTest {

  /** A class with the simple name of a class of the JDK. */
  record TimeUnits() {}

  static final class Other {
    record TimeUnits() {}

    private Other() {}
  }

  private final TypeNames names = new TypeNames();

  @Test
  void aTypeHasItsSimpleNameUnlessItIsGivenAnother() {
    names.register(Other.TimeUnits.class, "other-units");

    assertThat(names.of(TimeUnits.class).name()).isEqualTo("TimeUnits");
    assertThat(names.of(Other.TimeUnits.class).name()).isEqualTo("other-units");
    assertThat(names.of(int.class).name()).isEqualTo("Integer");
    assertThat(names.of(byte[].class).name()).isEqualTo("bytes");
    assertThat(names.of(RawJson.class).name()).isEqualTo("json");
  }

  @Test
  void valuesWithoutADeclaredTypeGetOne() {
    assertThat(names.ofValue(List.of()).name()).isEqualTo("List");
    assertThat(names.ofValue(new ArrayList<>()).raw()).isEqualTo(List.class);
    assertThat(names.ofValue(Map.of()).name()).isEqualTo("Map");
    assertThat(names.ofValue(TimeUnit.DAYS).name()).isEqualTo("TimeUnit");
    assertThat(names.ofValue("text").name()).isEqualTo("String");
  }

  @Test
  void twoTypesUnderOneNameAreRefused() {
    names.of(TimeUnits.class);

    assertThatThrownBy(() -> names.of(Other.TimeUnits.class))
        .isInstanceOf(RecordTypeException.class)
        .hasMessageContaining(TimeUnits.class.getName())
        .hasMessageContaining(Other.TimeUnits.class.getName())
        .hasMessageContaining("registerType");
    assertThatThrownBy(() -> names.register(String.class, "TimeUnits"))
        .isInstanceOf(RecordTypeException.class);
  }

  @Test
  void aTypeKeepsItsName() {
    names.register(TimeUnits.class, "units");
    names.register(TimeUnits.class, "units");

    assertThatThrownBy(() -> names.register(TimeUnits.class, "other"))
        .isInstanceOf(RecordTypeException.class)
        .hasMessageContaining("'units'");
  }

  @Test
  void anEqualNameMayBeRegisteredAgain() {
    UnaryOperator<Map<String, @Nullable Object>> function = json -> json;
    names.register(TimeUnits.class, TypeName.of("units", 2).from(1, function));
    TypeName first = names.of(TimeUnits.class).typeName();
    names.register(TimeUnits.class, TypeName.of("units", 2).from(1, function));

    assertThat(names.of(TimeUnits.class).typeName()).isSameAs(first);
    assertThatThrownBy(
            () -> names.register(TimeUnits.class, TypeName.of("units", 2).from(1, json -> json)))
        .isInstanceOf(RecordTypeException.class)
        .hasMessageContaining("'units@2' already, with other functions");
    assertThatThrownBy(() -> names.register(TimeUnits.class, TypeName.of("units", 3)))
        .isInstanceOf(RecordTypeException.class)
        .hasMessageContaining("not 'units@3'");
  }

  @Test
  void allVersionsOfANameBelongToOneType() {
    names.register(TimeUnits.class, TypeName.of("units", 2));

    assertThatThrownBy(() -> names.register(Other.TimeUnits.class, TypeName.of("units", 3)))
        .isInstanceOf(RecordTypeException.class)
        .hasMessageContaining("'units'");
  }

  @Test
  void aGapBetweenFunctionsIsRefused() {
    for (TypeName name :
        List.of(
            TypeName.of("units", 3).from(1, json -> json),
            TypeName.of("units", 5).from(2, json -> json).from(4, json -> json))) {
      assertThatThrownBy(() -> names.register(TimeUnits.class, name))
          .isInstanceOf(RecordTypeException.class)
          .hasMessageContaining("none from version " + (name.version() == 3 ? 2 : 3));
    }
    names.register(TimeUnits.class, TypeName.of("units", 3).from(2, json -> json));
  }

  @Test
  void theSuffixOfTheVersionCountsInTheLimit() {
    String longest = "x".repeat(97);
    names.register(TimeUnits.class, TypeName.of(longest, 10));
    assertThat(names.of(TimeUnits.class).name()).isEqualTo(longest + "@10").hasSize(100);

    assertThatThrownBy(
            () -> names.register(Other.TimeUnits.class, TypeName.of("y".repeat(97), 100)))
        .isInstanceOf(RecordTypeException.class)
        .hasMessageContaining("at most 100");
  }

  @Test
  void aNameMustNotEndLikeAVersion() {
    for (String name : List.of("units@2", "units@1", "units@02", "a@1@2", "@7")) {
      assertThatThrownBy(() -> names.register(TimeUnits.class, name))
          .isInstanceOf(RecordTypeException.class)
          .hasMessageContaining("'" + name + "'")
          .hasMessageContaining("TypeName.of");
    }
    names.register(TimeUnits.class, "units@2b");
    names.register(Other.TimeUnits.class, "units/2@");
  }

  @Test
  void theStoredNameHasTheVersion() {
    assertThat(StoredType.parse("player")).isEqualTo(new StoredType("player", 1));
    assertThat(StoredType.parse("player@2")).isEqualTo(new StoredType("player", 2));
    assertThat(StoredType.parse("a@b@999999999")).isEqualTo(new StoredType("a@b", 999_999_999));
    assertThat(StoredType.parse("a@1234567890")).isEqualTo(new StoredType("a@1234567890", 1));
    assertThat(StoredType.parse("a@")).isEqualTo(new StoredType("a@", 1));
    assertThat(StoredType.parse("2")).isEqualTo(new StoredType("2", 1));
  }

  @Test
  void namesMustBeUsable() {
    for (String name : List.of("", "bytes", "json", "nul\0", "x".repeat(101))) {
      assertThatThrownBy(() -> names.register(TimeUnits.class, name))
          .isInstanceOf(RecordTypeException.class);
    }
    assertThatThrownBy(() -> names.of(new Object() {}.getClass()))
        .isInstanceOf(RecordTypeException.class)
        .hasMessageContaining("registerType");
  }
}
