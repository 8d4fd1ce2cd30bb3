package dev.coffer.codec.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.WithoutLibraries;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process on a platform without the native libraries. */
class BrotliAbsenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"brotli4j/native-", "brotli4j"})
  void leavesRawWritesAndNamesTheMissingLibrary(String absent)
      throws IOException, InterruptedException {
    String frame =
        HexFormat.of()
            .formatHex(FrameWriter.by("brotli").encode("abcabcabc".repeat(50).getBytes(UTF_8)));
    assertThat(
            WithoutLibraries.run(List.of(absent, "com/github/luben/"), BrotliAbsent.class, frame))
        .contains("written: raw", "read: true", "state: brotli false", "state: zstd false")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("refused: brotli: ")
                    .contains("com.aayushatharva.brotli4j:native-"));
  }
}
