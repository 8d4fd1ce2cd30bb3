package dev.coffer.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.MissingLibraryException;
import dev.coffer.format.jackson.Jackson2MappingProvider;
import dev.coffer.testing.WithoutLibraries;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A JSON library that is too old. */
class TooOldJsonLibraryTest {

  @Test
  void isNamedWithItsVersionAndTheOneToAdd() {
    assertThatThrownBy(() -> JsonMappings.first(List.of(new Old())))
        .isInstanceOfSatisfying(
            MissingLibraryException.class, e -> assertThat(e.dependency()).isEqualTo("a:b:2.0"))
        .hasMessageContaining("Old JSON is too old in version 1.9; add a:b:2.0");
  }

  @Test
  void isAProblemOnlyWithoutAnotherLibrary() {
    assertThat(JsonMappings.problem(List.of(new Old())).orElse("")).contains("add a:b:2.0");
    assertThat(JsonMappings.problem(List.of(new Old(), new Jackson2MappingProvider()))).isEmpty();
    assertThat(JsonMappings.problem(List.of())).isEmpty();
  }

  /** Runs only in the profile {@code hosts}, which has Jackson 3.0 on the class path. */
  @Test
  @EnabledIfSystemProperty(named = "coffer.test.jackson", matches = "3\\.0\\..*")
  void jackson30IsRefusedByItsVersion() throws Exception {
    assertThat(
            WithoutLibraries.run(
                List.of("fasterxml/jackson/core/jackson-databind"), JsonWritten.class))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("missing: ")
                    .contains("Jackson 3 is too old in version 3.0.")
                    .contains("tools.jackson.core:jackson-databind:3.1.0"));
  }

  /** See {@link #jackson30IsRefusedByItsVersion()}. */
  @Test
  @EnabledIfSystemProperty(named = "coffer.test.jackson", matches = "3\\.0\\..*")
  void jackson30LeavesJackson2() throws Exception {
    assertThat(WithoutLibraries.run(List.of(), JsonWritten.class)).contains("by Jackson2Mapping");
  }

  private static final class Old implements JsonMappingProvider {
    @Override
    public String library() {
      return "Old JSON";
    }

    @Override
    public String dependency() {
      return "a:b:2.0";
    }

    @Override
    public boolean isAvailable() {
      return false;
    }

    @Override
    public String unusableVersion() {
      return "1.9";
    }

    @Override
    public JsonMapping create() {
      throw new AssertionError("It is too old to be made.");
    }
  }
}
