package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import dev.coffer.topology.ServerRole;
import dev.coffer.topology.Topology;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgreSqlTopologyTest extends TopologyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }

  @Test
  void aQueryThatTheServerRefusesIsSaid() throws SQLException {
    try (TestDatabase database = newDatabase().migrate()) {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "create view pg_stat_replication as select 1 as pid, cast(1 / (count(*) - count(*)) as"
                + " text) as application_name, cast('' as text) as client_hostname,"
                + " cast(null as inet) as client_addr, cast('' as text) as state,"
                + " cast('' as text) as sync_state, cast('0/0' as pg_lsn) as replay_lsn"
                + " from pg_class");
        // The system's view is hidden only from connections with this path.
        statement.execute(
            "alter database " + connection.getCatalog() + " set search_path = public, pg_catalog");
      }
      OpenSettings settings =
          OpenSettings.of(database.jdbcUrl())
              .withUser(database.user())
              .withPassword(database.password());
      try (Coffer coffer = Coffer.open(settings)) {
        Topology topology = coffer.topology();
        assertThat(topology.role()).isEqualTo(ServerRole.WRITABLE);
        assertThat(topology.unseen())
            .singleElement()
            .asString()
            .startsWith("the followers: the server refused the query: ")
            .contains("division by zero");
      }
    }
  }
}
