package dev.coffer.cli;

import dev.coffer.shard.ShardState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Adds a shard to a cluster. */
@Command(
    name = "add",
    description = {
      "Add an empty database to a cluster, and move the keys that belong to it. The application goes"
          + " on, but each of its processes must have been opened with the new database.",
      "A call that was interrupted is continued by the same call, or by 'shards resume'. Exit code 1"
          + " means that something could not be moved."
    },
    footer = {"", "Example:", "  coffer shards add b --shard a=jdbc:h2:./a --shard b=jdbc:h2:./b"},
    sortOptions = false)
final class ShardAddCommand extends ShardChangeCommand {
  @Option(
      names = "--weight",
      paramLabel = "N",
      description =
          "The weight; 1 by default. A shard of weight 2 gets twice as many keys as one of weight"
              + " 1.")
  private int weight = 1;

  ShardAddCommand(Console console) {
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
    return shard.before() == 0 && shard.after() == weight;
  }

  @Override
  @Nullable String objection(ShardState shard) {
    return shard.after() == 0
        ? null
        : "the shard '%s' is part of the cluster already, with the weight %s; 'coffer shards weight' changes that"
            .formatted(name, shard.after());
  }

  @Override
  String done() {
    return "the shard '" + name + "' is part of the cluster";
  }
}
