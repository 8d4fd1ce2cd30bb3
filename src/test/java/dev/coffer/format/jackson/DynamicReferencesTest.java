package dev.coffer.format.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.coffer.format.JsonMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Needs only Jackson 2, so that it also runs with older versions. */
class DynamicReferencesTest {

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
  interface Shape {}

  record Circle(int radius) implements Shape {}

  record Drawing(Optional<Shape> shape, AtomicReference<Shape> other) {}

  private static final String CIRCLE = "{\"@type\":\"circle\",\"radius\":1}";

  private final JsonMapping mapping = Jackson2Mapping.create();
  private final Optional<Shape> circle = Optional.of(new Circle(1));

  @Test
  void valuesInOptionalsKeepTheirProperties() {
    assertThat(written(circle, new TypeReference<Optional<Shape>>() {})).isEqualTo(CIRCLE);
    assertThat(written(List.of(circle), new TypeReference<List<Optional<Shape>>>() {}))
        .isEqualTo("[" + CIRCLE + "]");
    assertThat(written(Map.of("k", circle), new TypeReference<Map<String, Optional<Shape>>>() {}))
        .isEqualTo("{\"k\":" + CIRCLE + "}");
    assertThat(
            written(
                new AtomicReference<Shape>(new Circle(1)),
                new TypeReference<AtomicReference<Shape>>() {}))
        .isEqualTo(CIRCLE);
  }

  @Test
  void laterPropertiesAreKeptToo() {
    written(circle, new TypeReference<Optional<Shape>>() {});
    Drawing drawing = new Drawing(circle, new AtomicReference<>(new Circle(1)));
    byte[] json = mapping.write(drawing, Drawing.class);
    assertThat(new String(json, UTF_8))
        .isEqualTo("{\"other\":" + CIRCLE + ",\"shape\":" + CIRCLE + "}");
    assertThat(mapping.read(json, Drawing.class))
        .isInstanceOfSatisfying(
            Drawing.class, read -> assertThat(read.shape()).isEqualTo(drawing.shape()));
  }

  @Test
  void absentPropertiesAreNull() {
    assertThat(written(Optional.empty(), new TypeReference<Optional<Shape>>() {}))
        .isEqualTo("null");
    assertThat(written(Optional.of("x"), new TypeReference<Optional<Object>>() {}))
        .isEqualTo("\"x\"");
    Drawing nothing = new Drawing(Optional.empty(), new AtomicReference<>());
    assertThat(new String(mapping.write(nothing, Drawing.class), UTF_8))
        .isEqualTo("{\"other\":null,\"shape\":null}");
  }

  private String written(Object value, TypeReference<?> type) {
    return new String(mapping.write(value, type.getType()), UTF_8);
  }
}
