package dev.coffer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The destination of bytes: a file, or the output of the command. */
final class ByteOutput {
  private static final int BUFFER = 1 << 16;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file; it appears only when it is complete.")
  private @Nullable Path output;

  /**
   * Checks that bytes can be written, before any are read.
   *
   * @throws RefusedException if the output of the command is a line of JSON
   */
  void check(Console console) {
    if (output == null && console.answersInJson()) {
      throw new RefusedException(
          "a session with --json writes no bytes to its output; use -o FILE");
    }
  }

  /**
   * Writes all bytes of a stream.
   *
   * @param size the number of bytes, for the progress; 0 if it is unknown
   * @return the file; empty for the output of the command
   */
  Optional<Path> write(Console console, InputStream in, long size) throws IOException {
    if (output == null) {
      transfer(console, in, console.out(), size);
      return Optional.empty();
    }
    writeAtomically(console, in, output, size);
    return Optional.of(output);
  }

  private static void transfer(Console console, InputStream in, OutputStream out, long size)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long written = 0;
    try (Progress progress = new Progress(console, Progress.BYTES)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        written += read;
        progress.at(written, written, size);
      }
    }
  }

  /**
   * Writes to a temporary file in the same directory first, so that an error leaves no incomplete
   * file.
   */
  private static void writeAtomically(Console console, InputStream in, Path file, long size)
      throws IOException {
    if (Files.isDirectory(file)) {
      throw new RefusedException(file + " is a directory; give a file in it");
    }
    Path whole = file.toAbsolutePath();
    Path partial =
        whole.resolveSibling(whole.getFileName() + ".partial-" + ProcessHandle.current().pid());
    try {
      console
          .interruption()
          .guarding(
              () -> partial.toFile().delete(),
              () -> {
                try (OutputStream out = Files.newOutputStream(partial)) {
                  transfer(console, in, out, size);
                }
                return Files.move(partial, whole, StandardCopyOption.REPLACE_EXISTING);
              });
    } catch (IOException | RuntimeException failure) {
      try {
        Files.deleteIfExists(partial);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }
}
