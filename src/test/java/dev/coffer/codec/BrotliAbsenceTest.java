package dev.coffer.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a process does in which Brotli cannot work, as it is on a platform without it. */
class BrotliAbsenceTest {
  private static final String FRAME =
      HexFormat.of().formatHex(Frames.encode("abcabcabc".repeat(50).getBytes(UTF_8)));

  @Test
  void withoutTheNativeLibrary() throws IOException, InterruptedException {
    assertDoesWithout(jar -> !jar.contains("native-"));
  }

  @Test
  void withoutBrotli4jAtAll() throws IOException, InterruptedException {
    assertDoesWithout(jar -> !jar.contains("brotli4j"));
  }

  private static void assertDoesWithout(Predicate<String> kept)
      throws IOException, InterruptedException {
    assertThat(run(kept))
        .contains("written: raw", "read: true", "state: brotli false")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("refused: brotli: ")
                    .contains("com.aayushatharva.brotli4j:native-"));
  }

  private static List<String> run(Predicate<String> kept) throws IOException, InterruptedException {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.endsWith(".jar") || kept.test(Path.of(entry).toString()))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                BrotliAbsent.class.getName(),
                FRAME)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return Arrays.asList(output.split("\\R", -1));
  }
}
