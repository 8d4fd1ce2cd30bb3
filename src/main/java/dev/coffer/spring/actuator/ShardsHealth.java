package dev.coffer.spring.actuator;

import dev.coffer.ShardedCoffer;
import dev.coffer.shard.ClusterState;
import dev.coffer.shard.ShardState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks the shards of a cluster. It is down while a shard with keys cannot be reached. */
final class ShardsHealth {

  private ShardsHealth() {}

  static HealthReport of(ShardedCoffer cluster) {
    ClusterState state = cluster.state();
    boolean down = false;
    Map<String, Object> shards = new LinkedHashMap<>();
    for (ShardState each : state.shards()) {
      down |= !each.reachable() && (each.before() > 0 || each.after() > 0);
      shards.put(each.name(), shown(each));
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("shardKey", state.shardKey().text());
    details.put("mapVersion", state.mapVersion());
    details.put("changing", state.changing());
    details.put("shards", shards);
    return new HealthReport(true, down, details);
  }

  private static String shown(ShardState shard) {
    return (shard.reachable() ? "reachable" : "UNREACHABLE")
        + ", weight: "
        + (shard.before() == shard.after()
            ? shard.after()
            : shard.before() + ", changing to " + shard.after())
        + (shard.problem() == null ? "" : "; " + shard.problem());
  }
}
