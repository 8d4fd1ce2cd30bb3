package dev.coffer.topology;

import java.util.List;

/**
 * The state of a Galera cluster, as one of its nodes sees it.
 *
 * @param name the name of the cluster
 * @param size the number of nodes that see each other, with arbitrators
 * @param status {@code Primary} if these nodes are a majority; otherwise they refuse all work
 * @param addresses the addresses of these nodes for clients
 * @param node the name of the node that was asked
 * @param index its number among these nodes; negative if it sees no other node
 * @param state its state, such as {@code Synced} or {@code Donor/Desynced}
 */
public record ClusterState(
    String name,
    int size,
    String status,
    List<String> addresses,
    String node,
    int index,
    String state) {

  public ClusterState {
    addresses = List.copyOf(addresses);
  }

  /** Whether the node belongs to a majority, so that it works. */
  public boolean hasQuorum() {
    return status.equalsIgnoreCase("Primary");
  }

  /** Whether the node applies what the others commit, without a backlog. */
  public boolean isSynced() {
    return state.equalsIgnoreCase("Synced");
  }

  @Override
  public String toString() {
    return "%s: %d %s, %s; this is %s (%d), %s"
        .formatted(name, size, size == 1 ? "node" : "nodes", status, node, index, state);
  }
}
