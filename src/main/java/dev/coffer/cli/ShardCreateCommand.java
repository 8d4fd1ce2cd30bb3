package dev.coffer.cli;

import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.shard.ShardKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates a cluster of shards. */
@Command(
    name = "create",
    description = {
      "Make databases the shards of a new cluster, each of weight 1, and show it. The databases have"
          + " Coffer's tables and are empty; a single one may have data.",
      "A cluster that exists is shown as it is."
    },
    footer = {"", "Example:", "  coffer shards create --shard a=jdbc:h2:./a --shard b=jdbc:h2:./b"},
    sortOptions = false)
final class ShardCreateCommand extends ClusterCommand {
  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The part of a key that decides its shard: whole (the default), prefix: and a delimiter,"
              + " or parts: and a number. It cannot change later.")
  private @Nullable ShardKey key;

  ShardCreateCommand(Console console) {
    super(console);
  }

  @Override
  ShardedCofferBuilder configured(ShardedCofferBuilder builder) {
    return key == null ? builder : builder.key(key);
  }

  @Override
  int run(ShardedCoffer cluster) {
    return new ClusterDetails(console, cluster).show(json, false);
  }
}
