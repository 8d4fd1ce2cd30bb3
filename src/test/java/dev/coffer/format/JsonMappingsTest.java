package dev.coffer.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.MissingLibraryException;
import dev.coffer.format.jackson.Jackson2MappingProvider;
import dev.coffer.format.jackson3.Jackson3Mapping;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JsonMappingsTest {

  @Test
  void preferJackson3() {
    assertThat(JsonMappings.installed())
        .isInstanceOf(Jackson3Mapping.class)
        .isSameAs(JsonMappings.installed());
  }

  @Test
  void skipAbsentLibraries() {
    Provider present = new Provider(true, "b:c");
    assertThat(JsonMappings.first(List.of(new Provider(false, "a:b"), present)))
        .isSameAs(present.create());
  }

  @Test
  void checkALibraryOnce() {
    AtomicInteger asked = new AtomicInteger();
    JsonMappingProvider absent =
        new Provider(false, "a:b") {
          @Override
          public boolean isAvailable() {
            asked.incrementAndGet();
            return super.isAvailable();
          }
        };
    JsonMappings.Choice choice =
        new JsonMappings.Choice(List.of(absent, new Provider(true, "b:c")));

    assertThat(choice.mapping()).isSameAs(choice.mapping()).isSameAs(choice.mapping());
    assertThat(asked).hasValue(1);
  }

  @Test
  void repeatAFailedChoice() {
    AtomicBoolean broken = new AtomicBoolean(true);
    JsonMappingProvider provider =
        new Provider(true, "a:b") {
          @Override
          public JsonMapping create() {
            if (broken.get()) {
              throw new NoSuchFieldError("of an older release");
            }
            return super.create();
          }
        };
    JsonMappings.Choice choice = new JsonMappings.Choice(List.of(provider));

    assertThatThrownBy(choice::mapping).isExactlyInstanceOf(NoSuchFieldError.class);
    assertThatThrownBy(choice::mapping).isExactlyInstanceOf(NoSuchFieldError.class);
    broken.set(false);
    assertThat(choice.mapping()).isSameAs(choice.mapping());
  }

  @Test
  void nameTheMissingLibrary() {
    List<JsonMappingProvider> absent =
        List.of(new Provider(false, "a:b"), new Provider(false, "c:d"));
    assertThatThrownBy(() -> JsonMappings.first(absent))
        .isInstanceOfSatisfying(
            MissingLibraryException.class, e -> assertThat(e.dependency()).isEqualTo("a:b or c:d"))
        .hasMessageContaining("add a:b or c:d");
  }

  @Test
  void knowTheLibrariesByName() {
    Jackson2MappingProvider jackson2 = new Jackson2MappingProvider();
    assertThat(jackson2.isAvailable()).isTrue();
    assertThat(jackson2.library()).isEqualTo("Jackson 2");
    assertThat(jackson2.unusableVersion()).isNull();
    assertThat(jackson2.dependency())
        .isEqualTo("com.fasterxml.jackson.core:jackson-databind:2.18.0");
  }

  private static class Provider implements JsonMappingProvider {
    private final boolean available;
    private final String dependency;

    Provider(boolean available, String dependency) {
      this.available = available;
      this.dependency = dependency;
    }

    @Override
    public boolean isAvailable() {
      return available;
    }

    @Override
    public String dependency() {
      return dependency;
    }

    private static final JsonMapping NOTHING =
        new JsonMapping() {
          @Override
          public byte[] write(Object value, Type type) {
            return new byte[0];
          }

          @Override
          public Object read(byte[] json, Type type) {
            return json;
          }
        };

    @Override
    public String library() {
      return "test";
    }

    @Override
    public JsonMapping create() {
      return NOTHING;
    }
  }
}
