package dev.coffer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Directories of tests below {@code target}. Tests of servers may need more space than the
 * temporary directory has.
 */
final class TestFiles {

  private static final Path ROOT = Path.of("target", "test-databases").toAbsolutePath();

  private TestFiles() {}

  /** The default parent of the directories of tests. */
  static Path root() {
    return ROOT;
  }

  /** A directory that tests share and keep. */
  static Path sharedDirectory(String name) {
    try {
      return Files.createDirectories(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path newDirectory(String prefix) {
    return newDirectory(ROOT, prefix);
  }

  static Path newDirectory(Path parent, String prefix) {
    try {
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent, prefix + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path directory) {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
