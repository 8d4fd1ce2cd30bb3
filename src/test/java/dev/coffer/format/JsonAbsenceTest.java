package dev.coffer.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.WithoutLibraries;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The behavior without a JSON library, or without a part of it. */
class JsonAbsenceTest {
  private static final String JACKSON_2 = "fasterxml/jackson/core/jackson-databind";
  private static final String JACKSON_3 = "tools/jackson/core";

  @Test
  void ofJackson2LeavesJackson3() throws Exception {
    assertThat(run("fasterxml/jackson/datatype", "fasterxml/jackson/module", JACKSON_2))
        .contains("by Jackson3Mapping", "{\"a\":1,\"b\":\"x\"}", "true", "{\"list\":[1.5]}")
        .contains("\"1970-01-01T00:00:00Z\"");
  }

  @Test
  void ofJackson3LeavesJackson2() throws Exception {
    assertThat(run(JACKSON_3))
        .contains("by Jackson2Mapping", "{\"a\":1,\"b\":\"x\"}", "true", "{\"list\":[1.5]}")
        .contains("\"1970-01-01T00:00:00Z\"");
  }

  @Test
  void ofJackson2sModulesLeavesAllButTheirTypes() throws Exception {
    assertThat(run(JACKSON_3, "fasterxml/jackson/datatype", "fasterxml/jackson/module"))
        .contains("by Jackson2Mapping", "{\"a\":1,\"b\":\"x\"}", "true", "{\"list\":[1.5]}")
        .anySatisfy(
            line -> assertThat(line).startsWith("refused: ").contains("jackson-datatype-jsr310"));
  }

  @Test
  void ofBothNamesTheMissingLibrary() throws Exception {
    assertThat(run(JACKSON_2, JACKSON_3))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("missing: ")
                    .contains("tools.jackson.core:jackson-databind")
                    .contains("com.fasterxml.jackson.core:jackson-databind"));
  }

  private static List<String> run(String... absent) throws IOException, InterruptedException {
    return WithoutLibraries.run(List.of(absent), JsonWritten.class);
  }
}
