package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.entity.StoredContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the bytes of a content. */
@Command(
    name = "fetch",
    description = "Write the bytes of a content.",
    footer = {
      "",
      "Example:",
      "  coffer fetch --url jdbc:h2:./game-data blake3:HASH -o match-1.replay"
    },
    sortOptions = false)
final class FetchCommand extends ContentCommand {
  private static final int BUFFER = 1 << 16;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file; it appears only when it is complete.")
  private @Nullable Path output;

  FetchCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    ContentHash hash = hash();
    if (output == null && console.answersInJson()) {
      throw new RefusedException(
          "a session with --json writes no bytes to its output; use -o FILE");
    }
    try (InputStream in = coffer.contents().open(hash)) {
      long size = coffer.contents().find(hash).map(StoredContent::size).orElse(0L);
      if (output == null) {
        transfer(in, console.out(), size);
        return ExitCode.DONE;
      }
      writeAtomically(in, output, size);
      if (json) {
        Json line = new Json().with("hash", hash.toString()).with("size", size);
        console.line(line.with("path", output.toString()).toString());
      }
      return ExitCode.DONE;
    }
  }

  private void transfer(InputStream in, OutputStream out, long size) throws IOException {
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
  private void writeAtomically(InputStream in, Path file, long size) throws IOException {
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
                  transfer(in, out, size);
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
