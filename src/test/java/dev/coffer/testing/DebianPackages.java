package dev.coffer.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of Debian packages, unpacked below {@code target}. Nothing is installed, no service
 * starts, and the lists of packages of the machine do not change. Needs {@code apt-get} and {@code
 * dpkg}, but no rights of root.
 */
final class DebianPackages {

  private DebianPackages() {}

  /** Whether this machine can fetch packages of Debian or a system derived from it. */
  static boolean canFetch() {
    return Files.isExecutable(Path.of("/usr/bin/apt-get"))
        && Files.isExecutable(Path.of("/usr/bin/dpkg"));
  }

  /**
   * Fetches packages with what they depend on, and unpacks them. The packages that the machine has
   * are not fetched. Later calls use what the first one fetched.
   *
   * @return the directory that stands for the root of the file system
   */
  static Path unpack(String name, List<String> packages) throws IOException {
    Path directory = TestFiles.sharedDirectory(name);
    Path root = directory.resolve("root");
    Path finished = directory.resolve("finished");
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && !Files.exists(finished)) {
        fetch(directory, packages);
        for (Path each : fetched(directory)) {
          run(directory, List.of("dpkg", "-x", each.toString(), root.toString()));
        }
        Files.createFile(finished);
      }
    }
    return root;
  }

  private static void fetch(Path directory, List<String> packages) throws IOException {
    Files.createDirectories(directory.resolve("lists/partial"));
    Files.createDirectories(directory.resolve("archives/partial"));
    List<String> apt =
        List.of(
            "apt-get",
            "-o",
            "Debug::NoLocking=1",
            "-o",
            "Dir::State::lists=" + directory.resolve("lists"),
            "-o",
            "Dir::Cache=" + directory,
            "-o",
            "Dir::Cache::archives=" + directory.resolve("archives"),
            "-o",
            "APT::Sandbox::User=root");
    run(directory, concat(apt, List.of("update")));
    List<String> install =
        List.of("install", "--yes", "--no-install-recommends", "--download-only", "--reinstall");
    run(directory, concat(concat(apt, install), packages));
  }

  private static List<String> concat(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static List<Path> fetched(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("archives"))) {
      return files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
    }
  }

  private static void run(Path directory, List<String> command) throws IOException {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()))
            .start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + "\n" + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
