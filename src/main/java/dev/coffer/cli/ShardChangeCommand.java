package dev.coffer.cli;

import dev.coffer.ShardedCoffer;
import dev.coffer.shard.ClusterState;
import dev.coffer.shard.ShardState;
import dev.coffer.shard.cluster.ShardMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The common base of commands that give a shard another weight. */
abstract class ShardChangeCommand extends ClusterCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The name of the shard.")
  String name = "";

  ShardChangeCommand(Console console) {
    super(console);
  }

  /** The weight after the change; 0 for none. */
  abstract int weight();

  /** Whether the change that is under way for the shard is the one of this command. */
  abstract boolean isUnderWay(ShardState shard);

  /** The reason why a shard that does not change cannot be changed by this command; or null. */
  abstract @Nullable String objection(ShardState shard);

  /** What is true after the change, as the end of a sentence. */
  abstract String done();

  @Override
  void check() {
    if (!isGiven(name)) {
      throw usageError("give the database of the shard '" + name + "' by --shard " + name + "=URL");
    }
  }

  /** Requires a weight that a shard of a cluster can have. */
  void requirePositive(int weight) {
    try {
      var unused = ShardMap.checkWeight(name, weight);
    } catch (IllegalArgumentException e) {
      throw usageError(String.valueOf(e.getMessage()));
    }
  }

  @Override
  int run(ShardedCoffer cluster) {
    ClusterState state = cluster.state();
    ShardState shard =
        state.shards().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    if (!state.changing()) {
      String objection = objection(shard);
      if (objection != null) {
        throw new RefusedException(objection);
      }
    } else if (shard.before() == shard.after() || !isUnderWay(shard)) {
      throw underWay(state);
    }
    return new ShardMoves(console, json)
        .run(
            listener -> {
              try {
                return cluster.change(name, weight(), listener);
              } catch (IllegalStateException e) {
                throw new RefusedException(String.valueOf(e.getMessage()), e);
              }
            },
            done());
  }

  private static RefusedException underWay(ClusterState state) {
    ShardState changing =
        state.shards().stream()
            .filter(each -> each.before() != each.after())
            .findFirst()
            .orElseThrow();
    return new RefusedException(
        "a change of the shard '%s' is under way (weight %s); run 'coffer shards resume' first"
            .formatted(changing.name(), ClusterDetails.weights(changing)));
  }
}
