package dev.coffer.shard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a cluster of shards.
 *
 * @param cluster the identifier of the cluster
 * @param mapVersion the newest version of the map
 * @param shardKey the part of a key that decides its shard
 * @param changing whether keys are moving, or a move was interrupted
 * @param progress the progress of a move on which this process works; null if it works on none
 * @param shards the shards, and the databases that are not part of the map
 */
public record ClusterState(
    String cluster,
    long mapVersion,
    ShardKey shardKey,
    boolean changing,
    @Nullable ShardProgress progress,
    List<ShardState> shards) {

  public ClusterState {
    shards = List.copyOf(shards);
  }
}
