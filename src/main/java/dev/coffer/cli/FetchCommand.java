package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.entity.StoredContent;
import dev.coffer.format.scan.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private ByteOutput output = new ByteOutput();

  FetchCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    ContentHash hash = hash();
    output.check(console);
    try (InputStream in = coffer.contents().open(hash)) {
      long size = coffer.contents().find(hash).map(StoredContent::size).orElse(0L);
      Optional<Path> file = output.write(console, in, size);
      if (json && file.isPresent()) {
        Json line = new Json().with("hash", hash.toString()).with("size", size);
        console.line(line.with("path", file.get().toString()).toString());
      }
      return ExitCode.DONE;
    }
  }
}
