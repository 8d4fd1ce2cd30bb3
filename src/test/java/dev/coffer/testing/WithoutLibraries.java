package dev.coffer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Runs a program in a separate process, without some jars of this class path. */
public final class WithoutLibraries {
  private WithoutLibraries() {}

  /**
   * The output lines of the program. Its exit code must be 0.
   *
   * @param absent parts of the paths of the jars to leave out
   */
  public static List<String> run(List<String> absent, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Process process =
        new JavaCommand()
            .shortLived()
            .without(absent)
            .running(program, arguments)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return Arrays.asList(output.split("\\R", -1));
  }
}
