package dev.coffer.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.ReplicatedMariaDb;
import dev.coffer.topology.Follower;
import dev.coffer.topology.ServerRole;
import dev.coffer.topology.Topology;
import java.util.List;

class MariaDbReplicaTopologyTest extends ReplicaTopologyContract {

  @Override
  ReplicatedMariaDb servers() {
    return ReplicatedMariaDb.shared();
  }

  @Override
  String administrator() {
    return "coffer";
  }

  @Override
  void requireAll(List<Follower> followers) {
    List<String> numbers =
        servers().replicas().stream().map(each -> Integer.toString(each + 1)).toList();
    assertThat(followers).extracting(Follower::name).containsExactlyInAnyOrderElementsOf(numbers);
  }

  @Override
  void createApplication(String name) {
    servers()
        .administrate(
            "set statement sql_log_bin = 0 for create user "
                + name
                + "@'127.0.0.1' identified by '"
                + name
                + "'");
    servers()
        .administrate(
            "set statement sql_log_bin = 0 for grant all on coffer_replicated.* to "
                + name
                + "@'127.0.0.1'");
  }

  @Override
  void requireSeenByApplication(Topology topology) {
    assertThat(topology.role()).isEqualTo(ServerRole.WRITABLE);
    assertThat(topology.followers()).isEmpty();
    assertThat(topology.unseen())
        .containsExactly("the followers: the account lacks the right REPLICATION MASTER ADMIN");
  }
}
