package dev.coffer.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.JavaCommand;
import dev.coffer.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two processes that migrate one empty database at the same moment. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class MigrationProcessesContract {

  abstract TestDatabase open();

  /** A URL with which two processes can use the database at once. */
  String sharedUrl(TestDatabase database) {
    return database.jdbcUrl();
  }

  @ParameterizedTest
  @CsvSource({"liquibase,liquibase", "script,script", "liquibase,script"})
  void bothSucceedAndTheSchemaIsRight(String one, String other, @TempDir Path directory)
      throws Exception {
    try (TestDatabase database = open()) {
      // The processes connect one after the other. If two create an H2 file at once, one is
      // refused.
      try (Child first = new Child(one, database, directory.resolve("first"));
          Child second = new Child(other, database, directory.resolve("second"))) {
        List<Child> both = List.of(first, second);
        for (Child each : both) {
          each.goOn();
        }
        for (Child each : both) {
          each.awaitWord(MigrationProgram.DONE);
        }
        // The first process ends last, because it serves an H2 file to the other.
        second.goOn();
        second.awaitEnd();
        first.goOn();
        first.awaitEnd();
      }
      assertIsWhatOneMigrationMakes(database);
    }
  }

  private void assertIsWhatOneMigrationMakes(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        TestDatabase reference = open().migrate();
        Connection referenceConnection = reference.connect()) {
      assertThat(Schema.check(connection).isWritable()).isTrue();
      assertThat(SchemaDump.changelog(connection))
          .isEqualTo(SchemaDump.changelog(referenceConnection));
      assertThat(SchemaDump.structure(connection, database.dialect()))
          .isEqualTo(SchemaDump.structure(referenceConnection, database.dialect()));
    }
  }

  /** A migrating process. Its log is shown if it fails. */
  private final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader words;
    private final Path log;

    Child(String way, TestDatabase database, Path log) throws IOException {
      this.log = log;
      this.process =
          new JavaCommand("-Xmx128m")
              .shortLived()
              .running(
                  MigrationProgram.class,
                  way,
                  sharedUrl(database),
                  database.user(),
                  database.password())
              .redirectError(log.toFile())
              .start();
      this.words = process.inputReader(UTF_8);
      awaitWord(MigrationProgram.READY);
    }

    /** Asserts the next line of its output. Migrations print nothing. */
    final void awaitWord(String expected) throws IOException {
      assertThat(words.readLine()).as(() -> logged()).isEqualTo(expected);
    }

    void goOn() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }

    void awaitEnd() throws InterruptedException {
      assertThat(process.waitFor()).as(() -> logged()).isZero();
    }

    private String logged() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        return e.toString();
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
