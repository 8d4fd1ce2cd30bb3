package dev.coffer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeRefTest {

  @Test
  void itHasTheTypeAndItsClass() {
    TypeRef<Map<String, List<Integer>>> map = new TypeRef<>() {};
    assertThat(map.rawType()).isEqualTo(Map.class);
    assertThat(map)
        .hasToString("java.util.Map<java.lang.String, java.util.List<java.lang.Integer>>");
    assertThat(new TypeRef<String>() {}.rawType()).isEqualTo(String.class);
    assertThat(new TypeRef<List<String>[]>() {}.rawType()).isEqualTo(List[].class);
  }

  @Test
  void referencesToOneTypeAreEqual() {
    TypeRef<List<String>> one = new TypeRef<>() {};
    TypeRef<List<String>> same = new TypeRef<>() {};
    TypeRef<List<Integer>> other = new TypeRef<>() {};
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  @SuppressWarnings("rawtypes")
  void aTypeWithoutArgumentIsRefused() {
    assertThatThrownBy(() -> new TypeRef() {})
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TypeRef<List<Player>>");
    assertThatThrownBy(TypeRefTest::<String>open).isInstanceOf(IllegalArgumentException.class);
  }

  private static <T> TypeRef<List<T>> open() {
    return new TypeRef<>() {};
  }
}
