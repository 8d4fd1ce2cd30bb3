package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code bin/coffer}, with a jar that prints its arguments. */
class LauncherTest {

  /** The program in the jar. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] arguments) {
      System.out.println(String.join("|", arguments));
      System.exit(arguments.length == 0 ? 2 : 0);
    }
  }

  /** An exit code and the output. */
  private record Outcome(int code, String output) {}

  private final Path directory;
  private final Path script;
  private final Path cache;

  LauncherTest(@TempDir Path directory) {
    this.directory = directory;
    this.script = directory.resolve("coffer");
    this.cache = directory.resolve("cache");
  }

  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    Files.copy(Path.of("bin/coffer"), script);
  }

  @Test
  void passesArgumentsAndExitCodes() throws Exception {
    installJar();

    assertThat(run("put", "a key", "--value", "*"))
        .isEqualTo(new Outcome(0, "put|a key|--value|*"));
    assertThat(run().code()).isEqualTo(2);
    assertThat(cache).as("made by commands that read").doesNotExist();
  }

  @Test
  void makesAnArchiveOnce() throws Exception {
    installJar();
    Outcome first = run("get", "players", "alice");
    assertThat(first).isEqualTo(new Outcome(0, "get|players|alice"));
    List<Path> archives = archives();

    assertThat(archives).hasSize(1);
    assertThat(run("get", "players", "alice")).isEqualTo(first);
    assertThat(run("put", "players", "bob").output()).isEqualTo("put|players|bob");
    assertThat(archives()).isEqualTo(archives);
  }

  @Test
  void aBrokenArchiveDoesNoHarm() throws Exception {
    installJar();
    run("get", "players", "alice");
    Path archive = archives().get(0);
    assertThat(archive.toFile().setWritable(true)).isTrue();
    Files.write(archive, new byte[100]);

    assertThat(run("get", "players", "alice")).isEqualTo(new Outcome(0, "get|players|alice"));
  }

  @Test
  void saysWhereItLooksForTheJar() throws Exception {
    Outcome outcome = run("get", "players", "alice");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.output()).contains("no coffer-*-cli.jar in " + directory.toRealPath());
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.toList();
    }
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("COFFER_CACHE", cache.toString());
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Outcome(process.waitFor(), output);
  }

  private void installJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String name = Echo.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar =
            new JarOutputStream(
                Files.newOutputStream(directory.resolve("coffer-0-cli.jar")), manifest);
        InputStream bytes =
            Objects.requireNonNull(Echo.class.getClassLoader()).getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      Objects.requireNonNull(bytes).transferTo(jar);
    }
  }
}
