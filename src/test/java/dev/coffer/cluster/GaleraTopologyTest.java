package dev.coffer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.Finding;
import dev.coffer.testing.GaleraCluster;
import dev.coffer.testing.GaleraNode;
import dev.coffer.topology.ClusterState;
import dev.coffer.topology.ServerRole;
import dev.coffer.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the topology and the diagnosis show of a Galera cluster. */
@Tag("cluster")
@EnabledIf("dev.coffer.testing.GaleraCluster#isAvailable")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class GaleraTopologyTest {

  private static final String DATABASE = "coffer_topology";

  private GaleraCluster cluster;
  private List<Coffer> coffers = List.of();

  @BeforeAll
  void start() {
    cluster = GaleraCluster.shared();
    cluster.nodes().get(0).address().execute("create database " + DATABASE);
  }

  @BeforeEach
  void open() {
    coffers = new ArrayList<>();
    for (GaleraNode node : cluster.nodes()) {
      coffers.add(
          Coffer.open(
              OpenSettings.of(node.address().urlOf(DATABASE, ""))
                  .withUser("coffer")
                  .withPassword("coffer")
                  .withPoolSize(2)));
    }
  }

  @AfterEach
  void close() {
    coffers.forEach(Coffer::close);
  }

  private static ClusterState stateAt(Coffer coffer) {
    Topology topology = coffer.topology();
    assertThat(topology.role()).isEqualTo(ServerRole.MEMBER);
    return Objects.requireNonNull(topology.cluster());
  }

  private static List<String> aboutTheCluster(Diagnosis diagnosis) {
    return diagnosis.findings().stream()
        .filter(each -> each.about().contains("Galera"))
        .map(Finding::toString)
        .toList();
  }

  @Test
  void eachNodeShowsTheWholeClusterAndItself() {
    List<ClusterState> states = coffers.stream().map(GaleraTopologyTest::stateAt).toList();

    assertThat(states).extracting(ClusterState::name).containsOnly("coffer");
    assertThat(states).extracting(ClusterState::size).containsOnly(3);
    assertThat(states).extracting(ClusterState::node).containsExactly("node1", "node2", "node3");
    assertThat(states).extracting(ClusterState::index).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(states)
        .allSatisfy(
            each -> {
              assertThat(each.hasQuorum()).isTrue();
              assertThat(each.isSynced()).isTrue();
              assertThat(each.addresses()).hasSize(3).doesNotHaveDuplicates();
            });
    assertThat(aboutTheCluster(coffers.get(0).diagnose())).isEmpty();
  }

  @Test
  void aKilledNodeLeavesAnEvenSize() {
    GaleraNode victim = cluster.nodes().get(2);
    victim.kill();
    try {
      cluster.nodes().get(0).awaitClusterSize(2);
      ClusterState state = stateAt(coffers.get(0));
      assertThat(state.size()).isEqualTo(2);
      assertThat(state.hasQuorum()).isTrue();
      assertThat(aboutTheCluster(coffers.get(0).diagnose()))
          .singleElement()
          .asString()
          .startsWith("The size of the Galera cluster is 2. ");
    } finally {
      cluster.restart(victim);
      cluster.nodes().get(0).awaitClusterSize(3);
    }
    assertThat(aboutTheCluster(coffers.get(0).diagnose())).isEmpty();
  }

  @Test
  void anIsolatedNodeSaysThatItHasNoMajority() {
    GaleraNode minority = cluster.nodes().get(2);
    Coffer atMinority = coffers.get(2);
    minority.isolate();
    try {
      ClusterState state = stateAt(atMinority);
      assertThat(state.hasQuorum()).isFalse();
      assertThat(state.node()).isEqualTo("node3");
      assertThat(atMinority.topology().unseen())
          .containsExactly(
              "the shard, followers, processes and leases: the node refuses all queries");
      Diagnosis diagnosis = atMinority.diagnose();
      assertThat(diagnosis.schemaVersion()).isEqualTo(coffers.get(0).schema().version());
      assertThat(diagnosis.findings())
          .extracting(Finding::toString)
          .singleElement()
          .asString()
          .startsWith("The Galera cluster is non-Primary: the node node3 does not see a majority");
    } finally {
      minority.reunite();
    }
    assertThat(stateAt(atMinority).size()).isEqualTo(3);
    assertThat(aboutTheCluster(atMinority.diagnose())).isEmpty();
  }

  @Test
  void aDesynchronisedNodeIsFound() {
    GaleraNode node = cluster.nodes().get(1);
    node.address().execute("set global wsrep_desync = on");
    try {
      assertThat(stateAt(coffers.get(1)).isSynced()).isFalse();
      assertThat(aboutTheCluster(coffers.get(1).diagnose()))
          .singleElement()
          .asString()
          .startsWith("The node node2 of the Galera cluster is Donor/Desynced. ");
      assertThat(aboutTheCluster(coffers.get(0).diagnose())).isEmpty();
    } finally {
      node.address().execute("set global wsrep_desync = off");
      node.awaitSynced();
    }
  }
}
