package dev.coffer.record.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.RecordTypeException;
import dev.coffer.format.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
