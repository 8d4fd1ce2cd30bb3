package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the bytes of a file. */
@Command(
    name = "get",
    description = "Write the bytes of a file.",
    footer = {
      "",
      "Example:",
      "  coffer files get --url jdbc:h2:./game-data invoices 2026/17.pdf -o 17.pdf"
    },
    sortOptions = false)
final class FileGetCommand extends FileCommand {
  @Mixin private ByteOutput output = new ByteOutput();

  FileGetCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    output.check(console);
    FileRepository files = coffer.files(collection);
    StoredFile stored = files.get(path).orElseThrow(this::notFound);
    try (InputStream in = files.open(stored, 0, stored.size())) {
      Optional<Path> file = output.write(console, in, stored.size());
      if (json && file.isPresent()) {
        console.line(FileLines.asJson(stored).with("output", file.get().toString()).toString());
      }
      return ExitCode.DONE;
    }
  }
}
