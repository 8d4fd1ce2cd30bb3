package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.content.Holder;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps a stored content. */
@Command(
    name = "retain",
    description = "Keep a content that is already stored, until 'release'.",
    footer = {
      "",
      "Example:",
      "  coffer retain --url jdbc:h2:./game-data blake3:HASH --holder invoices/17"
    },
    sortOptions = false)
final class RetainCommand extends ContentCommand {
  @Mixin private HolderOption holder = new HolderOption();

  RetainCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    ContentHash hash = hash();
    Optional<Holder> keeper = holder.holder();
    if (keeper.isPresent()) {
      coffer.contents().retain(hash, keeper.get());
    } else {
      coffer.contents().retain(hash);
    }
    answer("retained");
    return ExitCode.DONE;
  }
}
