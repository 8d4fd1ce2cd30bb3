package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.testing.JavaCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of terminal features, in this process and in a process on a pseudo-terminal. */
class TerminalTest {
  private static final String VALUES =
      IntStream.range(0, 700).mapToObj(i -> "{\"id\":" + i + "}\n").collect(Collectors.joining());

  @TempDir private Path directory = Path.of("");

  @Test
  void anInterruptedImportEndsInOneLineAndKeepsItsBatches() {
    String url = url();
    assertThat(Shell.run("migrate", "--url", url).exitCode()).isEqualTo(ExitCode.DONE);
    Interruption[] interruption = {new Interruption()};
    InputStream interrupting =
        new InputStream() {
          @Override
          public int read() {
            interruption[0].request();
            return '{';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            into[offset] = (byte) read();
            return 1;
          }
        };
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(VALUES.getBytes(StandardCharsets.UTF_8)), interrupting);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = Console.of(in, OutputStream.nullOutputStream(), err, Map.of(), Terminal.NONE);
    interruption[0] = console.interruption();

    int exitCode = Main.run(console, "import", "--url", url, "--collection", "c", "-");

    assertThat(exitCode).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("coffer: -: interrupted; 500 values were stored before\n");
    assertThat(Shell.run("list", "--url", url, "c").out()).hasLineCount(500);
    assertThat(directory).isDirectoryNotContaining("glob:**.trace.db");
  }

  @Test
  void anInterruptedTrialLeavesNothing() throws IOException {
    Path records = Files.writeString(directory.resolve("r.json"), VALUES, StandardCharsets.UTF_8);
    Path work = directory.resolve("work");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            err,
            Map.of(),
            Terminal.NONE);
    console.interruption().request();

    int exitCode =
        Main.run(console, "trial", "--records", "c=" + records, "--work", work.toString());

    assertThat(exitCode).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("coffer: interrupted\n");
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void onlyTerminalsShowColours() {
    assertThat(Shell.run("--help").out()).doesNotContain("\u001b");
    assertThat(Shell.run().err()).doesNotContain("\u001b");
  }

  @Test
  void aSignalEndsACommandThatWaitsForInput() throws Exception {
    String url = url();
    assertThat(Shell.run("migrate", "--url", url).exitCode()).isEqualTo(ExitCode.DONE);
    Path err = directory.resolve("err");
    Process process =
        new JavaCommand("-Xmx128m")
            .shortLived()
            .running(Main.class, "import", "--url", url, "--collection", "c", "-")
            .redirectError(err.toFile())
            .start();
    OutputStream in = process.getOutputStream();
    // The input is larger than a pipe and a buffer, so values are stored before the last write
    // returns.
    in.write(VALUES.repeat(30).getBytes(StandardCharsets.UTF_8));
    in.flush();
    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(Files.readString(err, StandardCharsets.UTF_8))
        .matches("coffer: (-: )?interrupted(; [\\d,]+ values were stored before)?\n");
    assertThat(Shell.run("verify", "--url", url).exitCode()).isEqualTo(ExitCode.DONE);
    long stored = Shell.run("list", "--url", url, "c").out().lines().count();
    assertThat(stored).as("whole batches of 500").isPositive();
    assertThat(stored % 500).isZero();
    assertThat(directory).isDirectoryNotContaining("glob:**.trace.db");
  }

  @Test
  void aSignalEndsASessionThatWaitsForACommand() throws Exception {
    String url = url();
    assertThat(Shell.run("migrate", "--url", url).exitCode()).isEqualTo(ExitCode.DONE);
    Path err = directory.resolve("err");
    Process process =
        new JavaCommand("-Xmx128m")
            .shortLived()
            .running(Main.class, "shell", "--url", url)
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().write("put c k --value 1\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).startsWith("created");

    // Unlike Process.destroy, this leaves the input open: its end would end the session, too.
    assertThat(process.toHandle().destroy()).isTrue();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(Files.readString(err, StandardCharsets.UTF_8)).isEqualTo("coffer: interrupted\n");
    assertThat(Shell.run("count", "--url", url, "c").out()).isEqualTo("1\n");
    assertThat(directory).isDirectoryNotContaining("glob:**.trace.db");
  }

  @Test
  void aPipeShowsProgressAndAsksForThePasswordOnTheTerminal() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "the command script is absent");
    String url = url();
    Path password =
        Files.writeString(directory.resolve("password"), "sesame\n", StandardCharsets.UTF_8);
    assertThat(
            Shell.run(
                    "migrate", "--url", url, "--user", "u", "--password-file", password.toString())
                .exitCode())
        .isEqualTo(ExitCode.DONE);
    Path values = Files.writeString(directory.resolve("v.json"), VALUES, StandardCharsets.UTF_8);
    Path out = directory.resolve("out");
    List<String> java =
        new ArrayList<>(
            new JavaCommand("-Xmx128m")
                .shortLived()
                .running(
                    Main.class,
                    "import",
                    "--url",
                    url,
                    "--user",
                    "u",
                    "--password",
                    "--collection",
                    "c",
                    "-")
                .command());
    Path command =
        Files.writeString(
            directory.resolve("command"),
            "cat " + values + " | '" + String.join("' '", java) + "' > " + out + "\n",
            StandardCharsets.UTF_8);

    Process script =
        new ProcessBuilder("script", "-qec", "sh " + command, "/dev/null")
            .redirectErrorStream(true)
            .start();
    script.getOutputStream().write("sesame\n".getBytes(StandardCharsets.UTF_8));
    script.getOutputStream().flush();
    String terminal = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(script.waitFor()).as(terminal).isZero();
    assertThat(terminal).contains("Password: ");
    assertThat(out).content().startsWith("700 values imported into c: 700 created");
  }

  private String url() {
    return "jdbc:h2:" + directory.resolve("coffer").toAbsolutePath();
  }
}
