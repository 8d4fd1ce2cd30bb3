package dev.coffer.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.testing.JavaCommand;
import dev.coffer.testing.TestDatabase;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The defaults of {@code Coffer.open} fit a JVM that has little memory. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SmallHeapTest {

  @ParameterizedTest
  @ValueSource(strings = {"-Xmx64m", "-XX:MaxDirectMemorySize=16m"})
  void theDefaultsFit(String option) throws Exception {
    try (TestDatabase database = TestDatabase.h2File()) {
      String url = database.jdbcUrl() + ";USER=sa;PASSWORD=";
      byte[] bytes = OptionalLibrariesProgram.compressible();
      String hash;
      try (Coffer coffer = Coffer.open(OpenSettings.of(url))) {
        coffer.store("things", "bytes", bytes);
        hash = coffer.contents().store(bytes).hash().toString();
      }

      Process process =
          new JavaCommand(option, "-XX:+ExitOnOutOfMemoryError")
              .running(OptionalLibrariesProgram.class, url, hash)
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);

      assertThat(process.waitFor()).as(output).isZero();
      assertThat(output.lines()).contains("opened: true", "opened again: true", "old bytes: true");
    }
  }
}
