package dev.coffer.cli;

import dev.coffer.ShardedCoffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the shards of a cluster. */
@Command(
    name = "status",
    description = {
      "Show the map of a cluster of shards, and what each shard has.",
      "Exit code 1 means that --verify found misplaced records though no keys are moving; 3 means"
          + " that a shard cannot be reached."
    },
    footer = {"", "Example:", "  coffer shards status --shard a=jdbc:h2:./a --shard b=jdbc:h2:./b"},
    sortOptions = false)
final class ShardStatusCommand extends ClusterCommand {
  @Option(
      names = "--verify",
      description = "Read all keys, and count the records that lie in another shard than theirs.")
  private boolean verify;

  ShardStatusCommand(Console console) {
    super(console);
  }

  @Override
  int run(ShardedCoffer cluster) {
    return new ClusterDetails(console, cluster).show(json, verify);
  }
}
