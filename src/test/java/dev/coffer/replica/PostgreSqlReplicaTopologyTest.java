package dev.coffer.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.ReplicatedPostgreSql;
import dev.coffer.topology.Follower;
import dev.coffer.topology.ServerRole;
import dev.coffer.topology.Topology;
import java.util.List;

class PostgreSqlReplicaTopologyTest extends ReplicaTopologyContract {

  @Override
  ReplicatedPostgreSql servers() {
    return ReplicatedPostgreSql.shared();
  }

  @Override
  String administrator() {
    return "postgres";
  }

  @Override
  void requireAll(List<Follower> followers) {
    assertThat(followers)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.name()).isEqualTo("walreceiver");
              assertThat(each.address()).isEqualTo("127.0.0.1");
              assertThat(each.state()).isEqualTo("streaming");
              assertThat(each.synchronization()).isEqualTo("async");
              assertThat(each.bytesBehind()).isNotNegative();
            });
  }

  @Override
  void createApplication(String name) {
    servers().administrate("create role " + name + " login password '" + name + "'");
    servers().administrate("grant pg_read_all_data, pg_write_all_data to " + name);
  }

  @Override
  void requireSeenByApplication(Topology topology) {
    assertThat(topology.role()).isEqualTo(ServerRole.PRIMARY);
    assertThat(topology.followers())
        .containsExactly(new Follower("walreceiver", null, null, null, null));
    assertThat(topology.unseen())
        .containsExactly("the state of 1 follower: the account lacks the right pg_read_all_stats");
  }
}
