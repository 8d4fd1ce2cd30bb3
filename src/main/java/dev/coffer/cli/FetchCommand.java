package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
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
@Command(name = "fetch", description = "Write the bytes of a content.", sortOptions = false)
final class FetchCommand extends ContentCommand {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file; it appears only when it is whole.")
  private @Nullable Path output;

  FetchCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    ContentHash hash = hash();
    try (InputStream in = coffer.contents().open(hash)) {
      if (output == null) {
        in.transferTo(console.out());
        return ExitCode.DONE;
      }
      long size = writeWhole(in, output);
      if (json) {
        Json line = new Json().with("hash", hash.toString()).with("size", size);
        console.line(line.with("path", output.toString()).toString());
      }
      return ExitCode.DONE;
    }
  }

  /** Writes beside the file first, so that damage found half-way leaves nothing under its name. */
  private static long writeWhole(InputStream in, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new RefusedException(file + " is a directory; name a file in it");
    }
    Path whole = file.toAbsolutePath();
    Path partial =
        whole.resolveSibling(whole.getFileName() + ".partial-" + ProcessHandle.current().pid());
    try {
      long size;
      try (OutputStream out = Files.newOutputStream(partial)) {
        size = in.transferTo(out);
      }
      Files.move(partial, whole, StandardCopyOption.REPLACE_EXISTING);
      return size;
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
