package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import picocli.CommandLine.Command;

/** Ends the retention of a content. */
@Command(
    name = "release",
    description =
        "End the retention of a content. A garbage collection removes its bytes unless a row"
            + " refers to them.",
    footer = {"", "Example:", "  coffer release --url jdbc:h2:./game-data blake3:HASH"},
    sortOptions = false)
final class ReleaseCommand extends ContentCommand {
  ReleaseCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    ContentHash hash = hash();
    if (!coffer.contents().release(hash)) {
      throw new RefusedException("no content is kept under " + hash);
    }
    if (json) {
      console.line(new Json().with("released", true).toString());
    }
    return ExitCode.DONE;
  }
}
