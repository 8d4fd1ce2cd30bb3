package dev.coffer.cli;

import dev.coffer.content.Holder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the holder of a content. */
final class HolderOption {
  @Option(
      names = "--holder",
      paramLabel = "NAME",
      description =
          "The holder that keeps the content, such as invoices/17; a content is kept until each"
              + " holder has released it.")
  private @Nullable String name;

  /** The holder; empty for the one that has no name. */
  Optional<Holder> holder() {
    return Optional.ofNullable(name).map(Holder::of);
  }
}
