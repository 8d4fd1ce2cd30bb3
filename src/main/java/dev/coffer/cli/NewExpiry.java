package dev.coffer.cli;

import dev.coffer.record.Expiry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the expiry of a record that a command writes. */
final class NewExpiry {
  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      description =
          "The time to live, such as 45s, 30m, 12h, 7d or PT30M. Without this option the record"
              + " does not expire.")
  private @Nullable Expiry after;

  @Option(names = "--keep-expiry", description = "Keep the expiry of the present record.")
  private boolean keep;

  /** The expiry of a command; null stands for no option. */
  static Expiry of(@Nullable NewExpiry options) {
    if (options == null) {
      return Expiry.never();
    }
    return options.keep || options.after == null ? Expiry.keep() : options.after;
  }
}
