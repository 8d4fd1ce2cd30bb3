package dev.coffer.topology.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.Finding;
import dev.coffer.topology.ClusterState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clusters that no test server has. */
class ClusterExaminationTest {

  private static ClusterState cluster(int size, String status, String state) {
    return new ClusterState("shop", size, status, List.of(), "node1", 0, state);
  }

  @Test
  void anOddNumberOfSyncedNodesIsClean() {
    assertThat(ClusterExamination.of(cluster(3, "Primary", "Synced"))).isEmpty();
    assertThat(ClusterExamination.of(null)).isEmpty();
  }

  @Test
  void anEvenNumberIsFound() {
    assertThat(ClusterExamination.of(cluster(4, "Primary", "Synced")))
        .extracting(Finding::toString)
        .singleElement()
        .asString()
        .startsWith("The size of the Galera cluster is 4. ")
        .contains("arbitrator");
  }

  @Test
  void aNodeThatIsNotSyncedIsFound() {
    assertThat(ClusterExamination.of(cluster(3, "Primary", "Donor/Desynced")))
        .extracting(Finding::toString)
        .singleElement()
        .asString()
        .startsWith("The node node1 of the Galera cluster is Donor/Desynced. ");
  }

  @Test
  void withoutAMajorityThatIsTheOnlyFinding() {
    assertThat(ClusterExamination.of(cluster(2, "non-Primary", "Initialized")))
        .extracting(Finding::found)
        .singleElement()
        .asString()
        .startsWith("non-Primary: the node node1 does not see a majority");
  }

  @Test
  void aDisconnectedNodeHasNoIndexAndNoQuorum() {
    assertThat(
            ClusterQuery.state(
                Map.of(
                    "wsrep_on", "ON",
                    "wsrep_cluster_name", "shop",
                    "wsrep_node_name", "node1",
                    "wsrep_cluster_size", "0",
                    "wsrep_cluster_status", "Disconnected",
                    "wsrep_incoming_addresses", "",
                    "wsrep_local_index", "18446744073709551615",
                    "wsrep_local_state_comment", "Initialized")))
        .isEqualTo(
            new ClusterState("shop", 0, "Disconnected", List.of(), "node1", -1, "Initialized"))
        .matches(each -> !each.hasQuorum());
    assertThat(ClusterQuery.state(Map.of("wsrep_on", "OFF"))).isNull();
  }
}
