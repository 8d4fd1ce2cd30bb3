package dev.coffer.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.JavaCommand;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Contents larger than the heap, written and read in a separate JVM. */
abstract class LargeStreamContract {

  abstract TestDatabase newDatabase();

  /** The JVM option for a heap that is little larger than one upload needs. */
  String smallHeap() {
    return "-Xmx64m";
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aStreamLargerThanTheHeapIsStoredAndRead(@TempDir Path directory) throws Exception {
    assertRuns(smallHeap(), 100L << 20, directory.resolve("output"));
  }

  @Test
  @Tag("slow")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void oneGibibyteNeedsNoMoreThan128MebibytesOfHeap(@TempDir Path directory) throws Exception {
    assertRuns("-Xmx128m", 1L << 30, directory.resolve("output"));
  }

  private void assertRuns(String heap, long bytes, Path output)
      throws IOException, InterruptedException {
    try (TestDatabase database = newDatabase().migrate()) {
      Process process =
          new JavaCommand(heap, "-XX:+ExitOnOutOfMemoryError")
              .running(
                  LargeStreamProgram.class,
                  database.jdbcUrl(),
                  database.user(),
                  database.password(),
                  Long.toString(bytes))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        int exit = process.waitFor();
        assertThat(exit).as(() -> text(output)).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
