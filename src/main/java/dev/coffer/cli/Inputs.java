package dev.coffer.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files, and the standard input where a file is called {@code -}. */
final class Inputs {
  /** The largest value that is read into memory, in bytes. */
  static final int LARGEST_VALUE = 64 << 20;

  private static final Path STANDARD_INPUT = Path.of("-");

  private Inputs() {}

  /** Whether the standard input is meant. */
  static boolean isStandardInput(Path file) {
    return file.equals(STANDARD_INPUT);
  }

  /** Refuses what cannot be read, before anything is done with the others. */
  static void requireReadable(Iterable<Path> files) {
    for (Path file : files) {
      requireReadable(file);
    }
  }

  /** Refuses what cannot be read. */
  static void requireReadable(Path file) {
    if (file.equals(STANDARD_INPUT)) {
      return;
    }
    if (!Files.exists(file)) {
      throw new RefusedException("no such file: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new RefusedException(file + " is a directory; name the files in it");
    }
    if (!Files.isReadable(file)) {
      throw new RefusedException("no right to read " + file);
    }
  }

  /** Opens a file; closing it leaves the standard input open. */
  static InputStream open(Console console, Path file) throws IOException {
    if (!file.equals(STANDARD_INPUT)) {
      requireReadable(file);
      return Files.newInputStream(file);
    }
    return new FilterInputStream(console.in()) {
      @Override
      public void close() {}
    };
  }

  /** All bytes of a file that is to become one value. */
  static byte[] readValue(Console console, Path file) throws IOException {
    try (InputStream in = open(console, file)) {
      byte[] bytes = in.readNBytes(LARGEST_VALUE + 1);
      if (bytes.length > LARGEST_VALUE) {
        throw new RefusedException(
            file
                + " is larger than "
                + Amounts.bytes(LARGEST_VALUE)
                + ", too large for a record; use the command 'store'");
      }
      return bytes;
    }
  }

  /**
   * How large the files are together, without those that cannot be read; 0 if one of them is the
   * standard input.
   */
  static long totalSize(Iterable<Path> files) {
    long total = 0;
    for (Path file : files) {
      if (file.equals(STANDARD_INPUT)) {
        return 0;
      }
      total += file.toFile().length();
    }
    return total;
  }
}
