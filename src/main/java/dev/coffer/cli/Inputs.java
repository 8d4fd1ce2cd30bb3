package dev.coffer.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Access to input files; the name {@code -} is the standard input. */
final class Inputs {
  /** The maximum size of a value that is read into memory, in bytes. */
  static final int LARGEST_VALUE = 64 << 20;

  private static final Path STANDARD_INPUT = Path.of("-");

  private Inputs() {}

  /** Whether the path is the standard input. */
  static boolean isStandardInput(Path file) {
    return file.equals(STANDARD_INPUT);
  }

  /** Requires that all files are readable, before any file is processed. */
  static void requireReadable(Iterable<Path> files) {
    for (Path file : files) {
      requireReadable(file);
    }
  }

  /** Requires that a file is readable. */
  static void requireReadable(Path file) {
    if (file.equals(STANDARD_INPUT)) {
      return;
    }
    if (!Files.exists(file)) {
      throw new RefusedException("no such file: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new RefusedException(file + " is a directory; give the files in it");
    }
    if (!Files.isReadable(file)) {
      throw new RefusedException("no permission to read " + file);
    }
  }

  /** Opens a file. Closing the stream does not close the standard input. */
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

  /** Reads all bytes of a file that is one value. */
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

  /** The total size of the readable files, in bytes; 0 if one file is the standard input. */
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
