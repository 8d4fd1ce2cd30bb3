package dev.coffer.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers and processes around a Coffer at one point in time. Servers are shown as the account
 * of the application sees them.
 *
 * @param database the product and version of the database server that this process writes to
 * @param role the role of that server
 * @param cluster the Galera cluster of that server; null if it is in none
 * @param shard the place of the database in a cluster of shards; null if it is no shard
 * @param followers the servers that copy its commits
 * @param replicas the replicas from which this process may read
 * @param process the name of this process in the history of maintenance
 * @param processes the processes that ran maintenance in the last day, the latest first
 * @param leases the maintenance tasks on which processes work now
 * @param unseen what the account may not see or the server did not answer, with the reason; empty
 *     if nothing is missing
 */
public record Topology(
    String database,
    ServerRole role,
    @Nullable ClusterState cluster,
    @Nullable ShardPlace shard,
    List<Follower> followers,
    List<ReplicaState> replicas,
    String process,
    List<KnownProcess> processes,
    List<HeldLease> leases,
    List<String> unseen) {

  public Topology {
    followers = List.copyOf(followers);
    replicas = List.copyOf(replicas);
    processes = List.copyOf(processes);
    leases = List.copyOf(leases);
    unseen = List.copyOf(unseen);
  }
}
