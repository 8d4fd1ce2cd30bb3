package dev.coffer.console.api;

import dev.coffer.format.scan.Json;
import dev.coffer.topology.ClusterState;
import dev.coffer.topology.Follower;
import dev.coffer.topology.HeldLease;
import dev.coffer.topology.KnownProcess;
import dev.coffer.topology.ReplicaState;
import dev.coffer.topology.ShardPlace;
import dev.coffer.topology.Topology;
import java.time.Duration;

/** The form of a topology in JSON, also on the command line. */
public final class TopologyJson {
  private TopologyJson() {}

  /** The servers and processes as an object. */
  public static Json of(Topology topology) {
    ClusterState cluster = topology.cluster();
    ShardPlace shard = topology.shard();
    return new Json()
        .with("server", topology.database())
        .with("role", SnapshotJson.id(topology.role()))
        .withVerbatim("cluster", cluster == null ? "null" : of(cluster).toString())
        .withVerbatim("shard", shard == null ? "null" : of(shard).toString())
        .withObjects("followers", topology.followers().stream().map(TopologyJson::of).toList())
        .withObjects("processes", topology.processes().stream().map(TopologyJson::of).toList())
        .withObjects("leases", topology.leases().stream().map(TopologyJson::of).toList())
        .withTexts("notShown", topology.unseen());
  }

  /** The same with what this process reads from, which a command line does not. */
  static Json ofProcess(Topology topology) {
    return of(topology)
        .with("process", topology.process())
        .withObjects("replicas", topology.replicas().stream().map(TopologyJson::of).toList());
  }

  private static Json of(ClusterState cluster) {
    return new Json()
        .with("name", cluster.name())
        .with("size", cluster.size())
        .with("status", cluster.status())
        .withTexts("addresses", cluster.addresses())
        .with("node", cluster.node())
        .with("index", cluster.index())
        .with("state", cluster.state());
  }

  private static Json of(ShardPlace shard) {
    return new Json()
        .with("cluster", shard.cluster())
        .with("name", shard.name())
        .with("before", shard.before())
        .with("after", shard.after())
        .with("mapVersion", shard.mapVersion());
  }

  private static Json of(Follower follower) {
    return new Json()
        .withOptional("name", follower.name())
        .withOptional("address", follower.address())
        .withOptional("state", follower.state())
        .withOptional("synchronization", follower.synchronization())
        .withVerbatim("bytesBehind", String.valueOf(follower.bytesBehind()));
  }

  private static Json of(KnownProcess process) {
    return new Json().with("process", process.name()).with("lastRun", process.lastRun());
  }

  private static Json of(HeldLease lease) {
    return new Json()
        .with("task", lease.task())
        .with("run", lease.run())
        .with("process", lease.process())
        .with("until", lease.until());
  }

  private static Json of(ReplicaState replica) {
    Duration lag = replica.lag();
    return new Json()
        .with("name", replica.name())
        .with("use", SnapshotJson.id(replica.use()))
        .withOptional("reason", replica.reason())
        .withVerbatim("lagMillis", lag == null ? "null" : Long.toString(lag.toMillis()))
        .with("reads", replica.reads());
  }
}
