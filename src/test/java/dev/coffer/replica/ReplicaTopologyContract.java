package dev.coffer.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.ReadFrom;
import dev.coffer.testing.ReplicatedServers;
import dev.coffer.topology.Follower;
import dev.coffer.topology.ReplicaState;
import dev.coffer.topology.ServerRole;
import dev.coffer.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the topology shows of replicas. */
abstract class ReplicaTopologyContract {

  private final String collection = "topology-" + UUID.randomUUID();

  abstract ReplicatedServers servers();

  /** The account that may see all followers. */
  abstract String administrator();

  /** Requires that these are the followers of the primary, seen by the administrator. */
  abstract void requireAll(List<Follower> followers);

  /** Creates an account with the rights of an application. */
  abstract void createApplication(String name);

  /** Requires what an application sees and does not see. */
  abstract void requireSeenByApplication(Topology topology);

  final OpenSettings at(int server, String user) {
    return OpenSettings.of(servers().url(server)).withUser(user).withPassword(user);
  }

  @Test
  void theStateOfAReplicaIsThatWhichReadsHaveFound() {
    int replica = servers().replicas().get(0);
    OpenSettings settings =
        at(servers().primary(), servers().user())
            .withReplicas(servers().url(replica))
            .withReplicaWait(Duration.ofSeconds(20));
    try (Coffer coffer = Coffer.open(settings)) {
      assertThat(coffer.topology().replicas())
          .containsExactly(new ReplicaState("replica-1", ReplicaState.Use.UNTRIED, null, null, 0));

      coffer.store(collection, "key", "value");
      assertThat(coffer.reading(ReadFrom.REPLICA).retrieve(collection, "key", String.class))
          .contains("value");
      Topology used = coffer.topology();
      assertThat(used.role()).isEqualTo(ServerRole.PRIMARY);
      assertThat(used.replicas())
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.use()).isEqualTo(ReplicaState.Use.USED);
                assertThat(each.reason()).isNull();
                assertThat(each.lag()).isNotNull();
                assertThat(each.reads()).isPositive();
              });
    }
  }

  @Test
  void theReasonSaysWhyAReplicaIsLeftOut() {
    int replica = servers().replicas().get(0);
    OpenSettings settings =
        at(servers().primary(), servers().user())
            .withReplicas(servers().url(replica))
            .withReplicaWait(Duration.ZERO);
    try (Coffer coffer = Coffer.open(settings)) {
      servers().pause(replica);
      try {
        coffer.store(collection, "key", "value");
        assertThat(coffer.reading(ReadFrom.REPLICA).retrieve(collection, "key", String.class))
            .contains("value");
        assertThat(coffer.topology().replicas())
            .singleElement()
            .satisfies(
                each -> {
                  assertThat(each.use()).isEqualTo(ReplicaState.Use.LEFT_OUT);
                  assertThat(each.reason()).contains("did not reach the primary's position");
                });
      } finally {
        servers().resume(replica);
      }
      awaitUse(coffer);
      assertThat(coffer.topology().replicas())
          .singleElement()
          .satisfies(each -> assertThat(each.reason()).isNull());
    }
  }

  private void awaitUse(Coffer coffer) {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (coffer.topology().replicas().get(0).use() != ReplicaState.Use.USED) {
      assertThat(System.nanoTime()).as("the replica is used again").isLessThan(deadline);
      coffer.reading(ReadFrom.REPLICA).retrieve(collection, "key", String.class);
    }
  }

  @Test
  void theServersThatFollowAreShown() {
    try (Coffer coffer = Coffer.open(at(servers().primary(), administrator()))) {
      Topology topology = coffer.topology();
      assertThat(topology.role()).isEqualTo(ServerRole.PRIMARY);
      assertThat(topology.unseen()).isEmpty();
      requireAll(topology.followers());
    }
  }

  @Test
  void whatTheAccountMayNotSeeIsSaid() {
    String name = "app_" + UUID.randomUUID().toString().substring(0, 8);
    createApplication(name);
    try (Coffer coffer = Coffer.open(at(servers().primary(), name).withMigration(false))) {
      requireSeenByApplication(coffer.topology());
    }
  }

  @Test
  void aReplicaIsReadOnly() {
    try (Coffer coffer = Coffer.open(at(servers().primary(), servers().user()))) {
      coffer.store(collection, "key", "value");
    }
    int replica = servers().replicas().get(0);
    try (Coffer coffer = Coffer.open(at(replica, servers().user()).withMigration(false))) {
      assertThat(coffer.topology().role()).isEqualTo(ServerRole.READ_ONLY);
    }
  }
}
