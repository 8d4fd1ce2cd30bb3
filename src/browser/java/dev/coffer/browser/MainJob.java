package dev.coffer.browser;

import dev.coffer.cli.MainJobData;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The database of the main job in a file, which is made once for all test classes. */
final class MainJob implements BeforeAllCallback {
  private static final String FILE = ".mv.db";

  private Path file = Path.of("");

  /** What ends with the run of the tests. */
  private record Made(TestDatabase database, Path file) implements AutoCloseable {
    static Made make() {
      TestDatabase database = TestDatabase.h2File();
      MainJobData.load(database);
      return new Made(
          database, Path.of(database.jdbcUrl().substring("jdbc:h2:file:".length()) + FILE));
    }

    @Override
    public void close() {
      database.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var unused = Programs.find(); // Skips the tests before the data is made.
    file =
        context
            .getRoot()
            .getStore(Namespace.create(MainJob.class))
            .computeIfAbsent(Made.class, key -> Made.make(), Made.class)
            .file();
  }

  /** Copies the database into a directory. Returns its address for JDBC. */
  String copyTo(Path directory) throws IOException {
    Path copy = directory.resolve("game-data");
    Files.copy(file, Path.of(copy + FILE));
    return "jdbc:h2:file:" + copy;
  }
}
