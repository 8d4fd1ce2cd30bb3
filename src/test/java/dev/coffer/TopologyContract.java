package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.maintenance.MaintenanceSettings;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.topology.HeldLease;
import dev.coffer.topology.KnownProcess;
import dev.coffer.topology.ServerRole;
import dev.coffer.topology.Topology;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The servers and processes around a Coffer, on every database. */
abstract class TopologyContract {

  private TestDatabase database;
  private SessionFactory factory;
  private Coffer coffer;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    factory = SessionFactories.over(database);
    coffer =
        Coffer.over(factory)
            .maintenance(MaintenanceSettings.defaults().withNode("this one"))
            .build();
  }

  @AfterEach
  void close() {
    coffer.close();
    factory.close();
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void aServerAloneHasNothingAroundIt() {
    Topology topology = coffer.topology();

    assertThat(topology.role()).isEqualTo(ServerRole.ALONE);
    assertThat(topology.database()).isEqualTo(coffer.diagnose().database());
    assertThat(topology.cluster()).isNull();
    assertThat(topology.followers()).isEmpty();
    assertThat(topology.replicas()).isEmpty();
    assertThat(topology.process()).isEqualTo("this one");
    assertThat(topology.processes()).isEmpty();
    assertThat(topology.leases()).isEmpty();
    assertThat(topology.unseen()).isEmpty();
  }

  @Test
  void processesThatRanMaintenanceAreKnownForADay() throws SQLException {
    coffer.maintenance().run(MaintenanceTask.TRIM);
    coffer.maintenance().run(MaintenanceTask.ANALYZE);
    execute(
        "insert into coffer_run (task, run, node, started_at, outcome, figures)"
            + " values ('trim', 99, 'an old one', timestamp '2001-01-01 00:00:00', 'done', '{}')");

    Topology topology = coffer.topology();

    Instant newest =
        coffer.maintenance().runs(2).stream()
            .map(run -> run.endedAt())
            .max(Instant::compareTo)
            .orElseThrow();
    assertThat(topology.processes()).containsExactly(new KnownProcess("this one", newest));
    assertThat(topology.leases()).isEmpty();
  }

  @Test
  void leasesNameTheirHolders() throws SQLException {
    coffer.maintenance().run(MaintenanceTask.TRIM);
    execute(
        "update coffer_task set node = 'elsewhere', leased_until ="
            + " timestamp '2999-01-01 00:00:00' where task = 'trim'");
    execute(
        "insert into coffer_task (task, run, node, leased_until)"
            + " values ('of a later release', 7, 'new', timestamp '2999-01-02 00:00:00')");
    execute(
        "insert into coffer_task (task, run, node, leased_until)"
            + " values ('ended', 8, 'gone', timestamp '2001-01-01 00:00:00')");

    assertThat(coffer.topology().leases())
        .containsExactly(
            new HeldLease("of a later release", 7, "new", Instant.parse("2999-01-02T00:00:00Z")),
            new HeldLease("trim", 1, "elsewhere", Instant.parse("2999-01-01T00:00:00Z")));
  }
}
