package dev.coffer.cli;

import dev.coffer.ShardedCoffer;
import picocli.CommandLine.Command;

/** Continues a change of a cluster of shards. */
@Command(
    name = "resume",
    description = {
      "Continue a change of the shards that was interrupted or had problems; does nothing if none is"
          + " under way.",
      "Exit code 1 means that something could not be moved."
    },
    footer = {"", "Example:", "  coffer shards resume --shard a=jdbc:h2:./a --shard b=jdbc:h2:./b"},
    sortOptions = false)
final class ShardResumeCommand extends ClusterCommand {
  ShardResumeCommand(Console console) {
    super(console);
  }

  @Override
  int run(ShardedCoffer cluster) {
    return new ShardMoves(console, json).run(cluster::resume, "no change is under way");
  }
}
