package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.HashAlgorithm;
import dev.coffer.hash.ContentHasher;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.JavaCommand;
import dev.coffer.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged writes outlive a kill of their process, on every database. */
abstract class DurabilityContract {

  private static final int WRITERS = 3;

  abstract TestDatabase newDatabase();

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void acknowledgedWritesOutliveTheProcess(@TempDir Path directory) throws Exception {
    assertNothingIsLost(1, 200, directory.resolve("errors"));
  }

  @Test
  @Tag("slow")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void acknowledgedWritesOutliveManyProcesses(@TempDir Path directory) throws Exception {
    assertNothingIsLost(10, 5_000, directory.resolve("errors"));
  }

  private void assertNothingIsLost(int kills, int operations, Path errors) throws Exception {
    for (int kill = 0; kill < kills; kill++) {
      try (TestDatabase database = newDatabase()) {
        Map<Integer, Integer> acknowledged = killUnderLoad(database, operations, errors);
        try (Coffer coffer = Coffer.open(settings(database))) {
          acknowledged.forEach((writer, last) -> assertIsStored(coffer, new Load(writer), last));
        }
      }
    }
  }

  /** The number of the last acknowledged operation of each writer. */
  private static Map<Integer, Integer> killUnderLoad(
      TestDatabase database, int operations, Path errors) throws IOException, InterruptedException {
    Process process =
        new JavaCommand("-Xmx256m")
            .running(
                DurabilityProgram.class,
                database.jdbcUrl(),
                database.user(),
                database.password(),
                Integer.toString(WRITERS))
            .redirectError(errors.toFile())
            .start();
    Map<Integer, Integer> last = new HashMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      int count = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(" ", -1);
        last.put(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]));
        if (++count == operations) {
          // Process.destroyForcibly would close the stream before all its lines are read.
          process.toHandle().destroyForcibly();
        }
      }
      assertThat(count).as(Files.readString(errors)).isGreaterThanOrEqualTo(operations);
    } finally {
      process.destroyForcibly().waitFor();
    }
    return last;
  }

  /** The next operation may have been committed without an acknowledgement. */
  private static void assertIsStored(Coffer coffer, Load load, int last) {
    Map<String, String> expected = new HashMap<>();
    for (int number = 0; number <= last; number++) {
      apply(load.operation(number), expected);
    }
    Map<String, String> oneMore = new HashMap<>(expected);
    apply(load.operation(last + 1), oneMore);
    RecordRepository<String, String> records =
        coffer.records(DurabilityProgram.COLLECTION, String.class);
    for (String key : load.keys()) {
      assertThat(records.get(key))
          .as("record %s after operation %d", key, last)
          .isIn(Optional.ofNullable(expected.get(key)), Optional.ofNullable(oneMore.get(key)));
    }
    for (int number = 0; number <= last; number++) {
      assertContent(coffer, load.content(number), number);
    }
  }

  private static void apply(Load.Operation operation, Map<String, String> records) {
    if (operation.delete()) {
      records.remove(operation.key());
    } else {
      records.put(operation.key(), operation.value());
    }
  }

  private static void assertContent(Coffer coffer, byte[] bytes, int number) {
    try (InputStream stream =
        coffer.contents().open(ContentHasher.hash(HashAlgorithm.BLAKE3, bytes))) {
      assertThat(stream.readAllBytes()).as("content of operation %d", number).isEqualTo(bytes);
    } catch (IOException e) {
      throw new AssertionError("content of operation " + number, e);
    }
  }

  private static OpenSettings settings(TestDatabase database) {
    return OpenSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withCache(0, 0);
  }
}
