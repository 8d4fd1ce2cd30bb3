package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.format.scan.Json;
import dev.coffer.record.StoredValue;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Writes the value of one record, exactly as it is stored. */
@Command(
    name = "get",
    description = "Write the value of a record, exactly as it is stored.",
    footer = {"", "Example:", "  coffer get --url jdbc:h2:./game-data players alice"},
    sortOptions = false)
final class GetCommand extends RecordCommand {
  GetCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) throws IOException {
    StoredValue<RawValue, String> found = records(coffer).find(key).orElseThrow(this::notFound);
    if (json) {
      Json line =
          new Json()
              .with("key", found.key())
              .with("version", found.version())
              .with("createdAt", found.createdAt())
              .with("updatedAt", found.updatedAt())
              .with("expiresAt", found.expiresAt())
              .with("size", found.size());
      console.verbatim(found.value().addTo(line).toString());
    } else {
      console.out().write(found.value().bytes());
      if (console.terminal().showsResults()) {
        console.line("");
      }
    }
    return ExitCode.DONE;
  }
}
