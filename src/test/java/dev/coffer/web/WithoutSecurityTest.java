package dev.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.WithoutLibraries;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console of applications that do not have the jars of Spring Security. */
@Tag("web")
class WithoutSecurityTest {

  @ParameterizedTest
  @ValueSource(strings = {"SERVLET", "REACTIVE"})
  void itServesThisMachine(String type) throws Exception {
    List<String> output =
        WithoutLibraries.run(List.of("springframework/security/"), SpringProgram.class, type);

    assertThat(output).contains("local user: true", "token: true", "token of the host: false");
  }
}
