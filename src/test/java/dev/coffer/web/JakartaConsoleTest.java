package dev.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.InvalidSettingException;
import dev.coffer.testing.RecordedLog;
import dev.coffer.testing.TestDatabase;
import dev.coffer.testing.WithoutLibraries;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The console in a servlet container with CDI. No method has types of Tomcat: without it, JUnit
 * could not read the tags of this class.
 */
class JakartaConsoleTest extends WebConsoleContract {

  private final Path directory;
  private ClassLoader libraries = new ServletApplication.WithoutSpring();
  private String page = "/page";

  JakartaConsoleTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Override
  WebServer start(TestDatabase database, List<String> settings) {
    return JakartaServer.start(
        new ServletApplication(directory, libraries).withUsers().withPage(page),
        database,
        settings);
  }

  @Test
  void withoutARoleAWarningIsLogged() {
    try (RecordedLog log = new RecordedLog("dev.coffer.console", Level.WARNING)) {
      start("coffer.console.enabled=true");
      assertThat(log.texts())
          .singleElement()
          .asString()
          .contains("/coffer", "this machine only", "coffer.console.role");
    }
  }

  @Test
  void springBootServesItsOwnConsole() throws Exception {
    libraries = getClass().getClassLoader();
    start("coffer.console.enabled=true");

    assertThat(get("/coffer/").statusCode()).isEqualTo(404);
  }

  @Test
  void disabledBeansHaveNoConsole() throws Exception {
    start("coffer.console.enabled=true", "coffer.enabled=false");

    assertThat(get("/coffer/").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jakarta.enterprise.cdi-api", "hibernate-core"})
  void aContainerWithoutTheLibrariesOfTheBeansHasNoConsole(String absent) throws Exception {
    List<String> output =
        WithoutLibraries.run(List.of(absent), ServletProgram.class, directory.toString());

    assertThat(output).contains("page: 200", "console: 404");
  }

  @Test
  void thePathOfAnotherServletIsRefused() {
    page = "/coffer/*";

    assertThatThrownBy(() -> start("coffer.console.enabled=true"))
        .hasStackTraceContaining(
            InvalidSettingException.class.getName()
                + ": The setting coffer.console.path is '/coffer'.");
  }
}
