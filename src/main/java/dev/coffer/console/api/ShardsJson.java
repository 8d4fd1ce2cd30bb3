package dev.coffer.console.api;

import dev.coffer.format.scan.Json;
import dev.coffer.shard.ClusterState;
import dev.coffer.shard.ShardProgress;
import dev.coffer.shard.ShardState;
import java.util.List;
import java.util.function.Function;

/** The form of a cluster of shards in JSON, also on the command line. */
public final class ShardsJson {
  private ShardsJson() {}

  /** The cluster and its shards. */
  static Json of(ClusterState state) {
    ShardProgress progress = state.progress();
    return of(state, ShardsJson::of)
        .withVerbatim("progress", progress == null ? "null" : of(progress).toString());
  }

  /** The cluster, with a form for each shard. */
  public static Json of(ClusterState state, Function<ShardState, Json> form) {
    List<Json> shards = state.shards().stream().map(form).toList();
    return new Json()
        .with("cluster", state.cluster())
        .with("mapVersion", state.mapVersion())
        .with("shardKey", state.shardKey().text())
        .with("changing", state.changing())
        .withObjects("shards", shards);
  }

  /** One shard. */
  public static Json of(ShardState shard) {
    return new Json()
        .with("name", shard.name())
        .with("before", shard.before())
        .with("after", shard.after())
        .with("mapVersion", shard.mapVersion())
        .with("reachable", shard.reachable())
        .withOptional("problem", shard.problem());
  }

  private static Json of(ShardProgress progress) {
    return new Json()
        .with("seen", progress.seen())
        .with("records", progress.records())
        .with("contents", progress.contents())
        .with("problems", progress.problems().size());
  }
}
