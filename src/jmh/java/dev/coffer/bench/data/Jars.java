package dev.coffer.bench.data;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Real files: the jars on this program's class path. */
public final class Jars {

  private static final long SMALLEST = 512 << 10;
  private static final long LARGEST = 8 << 20;

  private Jars() {}

  /** The jars of 0.5 to 8 MB. */
  static List<byte[]> read() {
    return all().stream()
        .filter(jar -> sizeOf(jar) >= SMALLEST && sizeOf(jar) <= LARGEST)
        .map(Jars::bytesOf)
        .toList();
  }

  /** The concatenation of all jars as a stream, which is not held in memory. */
  public static InputStream stream() {
    return new SequenceInputStream(
        Collections.enumeration(all().stream().map(Jars::open).toList()));
  }

  private static InputStream open(Path jar) {
    try {
      return Files.newInputStream(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> all() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(path -> path.endsWith(".jar"))
        .map(Path::of)
        .sorted(Comparator.comparing(jar -> jar.getFileName().toString()))
        .toList();
  }

  private static long sizeOf(Path jar) {
    try {
      return Files.size(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytesOf(Path jar) {
    try {
      return Files.readAllBytes(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
