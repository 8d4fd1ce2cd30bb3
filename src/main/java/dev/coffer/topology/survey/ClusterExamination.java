package dev.coffer.topology.survey;

import dev.coffer.maintenance.Finding;
import dev.coffer.topology.ClusterState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a Galera cluster for errors and poor choices. */
public final class ClusterExamination {

  private ClusterExamination() {}

  /** The findings about a cluster; null stands for none. */
  public static List<Finding> of(@Nullable ClusterState cluster) {
    if (cluster == null) {
      return List.of();
    }
    if (!cluster.hasQuorum()) {
      return List.of(
          new Finding(
              "The Galera cluster",
              cluster.status()
                  + ": the node "
                  + cluster.node()
                  + " does not see a majority of the nodes, and refuses all work",
              "Use a node of the majority, and restore the network between the nodes. If the"
                  + " majority is lost for good, bootstrap the node with the latest commits."));
    }
    List<Finding> findings = new ArrayList<>();
    if (cluster.size() % 2 == 0) {
      findings.add(
          new Finding(
              "The size of the Galera cluster",
              Integer.toString(cluster.size()),
              "Half of an even number is no majority, so both halves of a divided cluster stop:"
                  + " use an odd number of nodes, or add an arbitrator (garbd)."));
    }
    if (!cluster.isSynced()) {
      findings.add(
          new Finding(
              "The node " + cluster.node() + " of the Galera cluster",
              cluster.state(),
              "It may be behind the other nodes while it copies data to another node, joins or is"
                  + " desynchronised: prefer another node until it is Synced."));
    }
    return findings;
  }
}
