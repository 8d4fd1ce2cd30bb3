package dev.coffer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.testing.RecordedLog;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** Migration on a class path without Liquibase, and a migration by Liquibase without output. */
class WithoutLiquibaseTest {

  @Test
  void migratesWithoutLiquibase() throws Exception {
    try (TestDatabase database = TestDatabase.h2();
        Connection connection = database.connect();
        URLClassLoader host = classPathWithoutLiquibase()) {
      assertThatThrownBy(() -> host.loadClass("liquibase.Liquibase"))
          .isInstanceOf(ClassNotFoundException.class);

      host.loadClass(Schema.class.getName())
          .getMethod("migrate", Connection.class)
          .invoke(null, connection);

      assertThat(Schema.check(connection).isWritable()).isTrue();
    }
  }

  @Test
  void liquibaseWritesNothingToTheConsole() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (TestDatabase database = TestDatabase.h2();
        Connection connection = database.connect()) {
      System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
      Schema.migrate(connection);
    } finally {
      System.setOut(out);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void liquibaseLogsNoWarning() throws Exception {
    RecordedLog warnings = new RecordedLog("liquibase", Level.WARNING);
    try (warnings;
        TestDatabase database = TestDatabase.h2();
        Connection connection = database.connect()) {
      Schema.migrate(connection);
    }
    assertThat(warnings.texts()).isEmpty();
  }

  private static URLClassLoader classPathWithoutLiquibase() {
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("liquibase-core"))
            .map(WithoutLiquibaseTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
