package dev.coffer.cli;

import dev.coffer.shard.ShardState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Removes a shard from a cluster. */
@Command(
    name = "drain",
    description = {
      "Move all keys of a shard to the others, so that its database can be removed. The application"
          + " goes on.",
      "A call that was interrupted is continued by the same call, or by 'shards resume'. Exit code 1"
          + " means that something could not be moved."
    },
    footer = {
      "",
      "Example:",
      "  coffer shards drain b --shard a=jdbc:h2:./a --shard b=jdbc:h2:./b"
    },
    sortOptions = false)
final class ShardDrainCommand extends ShardChangeCommand {
  ShardDrainCommand(Console console) {
    super(console);
  }

  @Override
  int weight() {
    return 0;
  }

  @Override
  boolean isUnderWay(ShardState shard) {
    return shard.after() == 0;
  }

  @Override
  @Nullable String objection(ShardState shard) {
    return shard.after() > 0 ? null : "the shard '" + name + "' is not part of the cluster";
  }

  @Override
  String done() {
    return "the shard '" + name + "' is not part of the cluster any more";
  }
}
