package dev.coffer.cli;

import dev.coffer.shard.ShardState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a shard of a cluster another weight. */
@Command(
    name = "weight",
    description = {
      "Give a shard another weight, and move the keys whose place that changes. A shard of weight 2"
          + " gets twice as many keys as one of weight 1. The application goes on.",
      "A call that was interrupted is continued by the same call, or by 'shards resume'. Exit code 1"
          + " means that something could not be moved."
    },
    footer = {
      "",
      "Example:",
      "  coffer shards weight b 3 --shard a=jdbc:h2:./a --shard b=jdbc:h2:./b"
    },
    sortOptions = false)
final class ShardWeightCommand extends ShardChangeCommand {
  @Parameters(index = "1", paramLabel = "N", description = "The weight, from 1 to 1,000,000.")
  private int weight;

  ShardWeightCommand(Console console) {
    super(console);
  }

  @Override
  void check() {
    requirePositive(weight);
    super.check();
  }

  @Override
  int weight() {
    return weight;
  }

  @Override
  boolean isUnderWay(ShardState shard) {
    return shard.before() > 0 && shard.after() == weight;
  }

  @Override
  @Nullable String objection(ShardState shard) {
    return shard.after() > 0
        ? null
        : "the shard '" + name + "' is not part of the cluster; 'coffer shards add' adds it";
  }

  @Override
  String done() {
    return "the shard '" + name + "' has the weight " + Amounts.count(weight);
  }
}
