package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.WithoutLibraries;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Jackson 3.0, the version of Spring Boot up to 4.0.3. Only the profile {@code hosts} has it. */
@EnabledIfSystemProperty(named = "coffer.test.jackson", matches = "3\\.0\\..*")
class TooOldJacksonTest {

  @Test
  void isFoundByTheDiagnosisAndRefusedAtTheFirstValue() throws Exception {
    List<String> lines =
        WithoutLibraries.run(
            List.of("fasterxml/jackson/core/jackson-databind"), JsonApplication.class);
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).startsWith("on Spring Boot 4.0."))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("missing: ")
                    .contains("Jackson 3 is too old in version 3.0.")
                    .contains("tools.jackson.core:jackson-databind:3.1.0"));
    assertThat(lines.stream().takeWhile(line -> !line.startsWith("missing: ")))
        .as("the diagnosis")
        .anySatisfy(line -> assertThat(line).contains("Jackson 3 is too old"));
  }

  @Test
  void isIgnoredIfJackson2IsPresent() throws Exception {
    assertThat(WithoutLibraries.run(List.of(), JsonApplication.class))
        .contains("stored: Point[x=1, y=2]");
  }
}
