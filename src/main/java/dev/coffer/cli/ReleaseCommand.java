package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.content.Holder;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the retention of a content. */
@Command(
    name = "release",
    description =
        "End the retention of a content. A garbage collection removes its bytes unless a holder"
            + " keeps it or a row refers to it.",
    footer = {"", "Example:", "  coffer release --url jdbc:h2:./game-data blake3:HASH"},
    sortOptions = false)
final class ReleaseCommand extends ContentCommand {
  @Mixin private HolderOption holder = new HolderOption();

  ReleaseCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    ContentHash hash = hash();
    Optional<Holder> keeper = holder.holder();
    boolean released =
        keeper.isPresent()
            ? coffer.contents().release(hash, keeper.get())
            : coffer.contents().release(hash);
    if (!released) {
      throw new RefusedException(
          keeper
              .map(each -> "the holder '" + each.name() + "' keeps no content under " + hash)
              .orElse("no content is kept under " + hash + " without a holder"));
    }
    answer("released");
    return ExitCode.DONE;
  }
}
