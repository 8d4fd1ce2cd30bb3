package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.record.Expiry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes the expiry of a record. */
@Command(
    name = "touch",
    description = "Change when a record expires. Its value and its version stay.",
    footer = {
      "",
      "Example:",
      "  coffer touch --url jdbc:h2:./game-data sessions s-17 --expires-in 30m"
    },
    sortOptions = false)
final class TouchCommand extends RecordCommand {
  @ArgGroup(multiplicity = "1")
  private @Nullable Change change;

  /** The new expiry. */
  static final class Change {
    @Option(
        names = "--expires-in",
        paramLabel = "DURATION",
        description = "The time to live from now, such as 45s, 30m, 12h, 7d or PT30M.")
    private @Nullable Expiry expiry;

    @Option(names = "--never", description = "The record does not expire.")
    private boolean never;

    private Expiry asExpiry() {
      return never || expiry == null ? Expiry.never() : expiry;
    }
  }

  TouchCommand(Console console) {
    super(console);
  }

  @Override
  int run(Coffer coffer) {
    if (!records(coffer).touch(key, Objects.requireNonNull(change).asExpiry())) {
      throw notFound();
    }
    answer("touched");
    return ExitCode.DONE;
  }
}
