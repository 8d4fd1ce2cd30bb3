package dev.coffer.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.dialect.Dialect.Product;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.testing.GaleraCluster;
import dev.coffer.testing.GaleraNode;
import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Coffer on a Galera cluster of three nodes. */
@Tag("cluster")
@EnabledIf("dev.coffer.testing.GaleraCluster#isAvailable")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class GaleraTest {

  private static final int THREADS = 6;
  private static final int OPERATIONS = Integer.getInteger("coffer.test.cluster.operations", 200);

  private GaleraCluster cluster;
  private String database;
  private List<Coffer> coffers = List.of();
  private int databases;

  @BeforeAll
  void start() {
    cluster = GaleraCluster.shared();
  }

  /** Opens a new database at each node; the driver goes to the next node if one fails. */
  @BeforeEach
  void open() {
    database = "coffer" + databases++;
    cluster.nodes().get(0).address().execute("create database " + database);
    coffers = new ArrayList<>();
    for (int first = 0; first < 3; first++) {
      coffers.add(Coffer.open(settings(cluster.failoverUrl(first, database))));
    }
  }

  private static OpenSettings settings(String url) {
    return OpenSettings.of(url).withUser("coffer").withPassword("coffer").withPoolSize(4);
  }

  @AfterEach
  void close() {
    coffers.forEach(Coffer::close);
  }

  private static GaleraNode last(List<GaleraNode> nodes) {
    return nodes.get(nodes.size() - 1);
  }

  @Test
  void sixThreadsOnThreeNodesLoseNothingWhenANodeIsKilledAndComesBack() throws Exception {
    GaleraNode victim = last(cluster.nodes());
    ClusterLoad load = ClusterLoad.start(coffers, THREADS);
    load.acknowledgeMore(OPERATIONS);

    victim.kill();
    load.acknowledgeMore(OPERATIONS);
    cluster.restart(victim);
    load.acknowledgeMore(OPERATIONS);
    load.stop();

    ClusterFigures.add(
        "Galera, six threads on three nodes, one killed and restarted", load.summary());
    try (Coffer atVictim = Coffer.open(settings(victim.address().urlOf(database, CAUSAL)))) {
      load.verify(atVictim);
    }
    load.verify(coffers.get(0));
    assertThat(contents()).isEqualTo(ClusterLoad.SHARED_VALUES);
  }

  private static final String CAUSAL = "sessionVariables=wsrep_sync_wait=1";

  private long contents() throws SQLException {
    return number("select count(*) from coffer_content");
  }

  private long number(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                cluster.nodes().get(0).address().urlOf(database, CAUSAL), "coffer", "coffer");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void aMinorityRefusesAndRecovers() throws Exception {
    GaleraNode minority = last(cluster.nodes());
    ClusterLoad load = ClusterLoad.start(coffers.subList(0, 2), THREADS);
    load.acknowledgeMore(OPERATIONS);
    try (Coffer atMinority = Coffer.open(settings(minority.address().urlOf(database, "")))) {
      atMinority.store("names", "a", "before");

      minority.isolate();
      assertThatThrownBy(() -> atMinority.store("names", "a", "refused"))
          .isInstanceOf(DatabaseUnavailableException.class);
      assertThatThrownBy(() -> atMinority.retrieve("names", "a", String.class))
          .isInstanceOf(DatabaseUnavailableException.class);
      load.acknowledgeMore(OPERATIONS);
      minority.reunite();

      assertThat(atMinority.retrieve("names", "a", String.class)).hasValue("before");
      atMinority.store("names", "a", "after");
    }
    load.acknowledgeMore(OPERATIONS);
    load.stop();

    ClusterFigures.add("Galera, six threads on two nodes, the third isolated", load.summary());
    try (Coffer atMinority = Coffer.open(settings(minority.address().urlOf(database, CAUSAL)))) {
      load.verify(atMinority);
      assertThat(atMinority.retrieve("names", "a", String.class)).hasValue("after");
    }
  }

  @Test
  void causalReadsSeeTheWritesOfOtherNodes() {
    try (Coffer causal =
        Coffer.open(settings(cluster.nodes().get(1).address().urlOf(database, CAUSAL)))) {
      for (int i = 0; i < OPERATIONS; i++) {
        String value = "value " + i;
        coffers.get(0).store("names", "a", value);
        assertThat(causal.retrieve("names", "a", String.class)).hasValue(value);
      }
    }
  }

  @Test
  void jtaIsDiagnosedBecauseGaleraHasNoXa() throws SQLException {
    try (TestDatabase fresh =
            TestDatabase.on(Product.MARIADB, cluster.nodes().get(0).address()).migrate();
        JtaDatabase jta = new JtaDatabase(fresh);
        SessionFactory sessions = jta.sessions();
        Coffer coffer = Coffer.over(sessions).build();
        Connection connection = fresh.connect();
        Statement statement = connection.createStatement()) {
      assertThat(coffer.diagnose().findings())
          .filteredOn(each -> each.about().equals("JTA on a Galera cluster"))
          .singleElement()
          .satisfies(each -> assertThat(each.advice()).contains("XA"));
      assertThatThrownBy(() -> statement.execute("xa start 'a'"))
          .isInstanceOfSatisfying(
              SQLException.class, refusal -> assertThat(refusal.getErrorCode()).isEqualTo(1235));
    }
    assertThat(coffers.get(0).diagnose().findings())
        .noneMatch(each -> each.about().equals("JTA on a Galera cluster"));
  }

  @Test
  void theSameContentFromThreeNodesIsStoredOnce() throws Exception {
    for (int round = 0; round < 20; round++) {
      byte[] bytes = ("content " + round).repeat(500).getBytes(UTF_8);
      List<Long> ids =
          IntStream.range(0, 6)
              .parallel()
              .mapToObj(i -> coffers.get(i % 3).contents().store(bytes).id())
              .toList();
      assertThat(ids).hasSize(6).containsOnly(ids.get(0));
    }
    assertThat(contents()).isEqualTo(20);
    assertThat(coffers.get(2).verify().isClean()).isTrue();
  }

  @Test
  void collectorsOfSeveralNodesKeepWhatIsStoredMeanwhile() throws Exception {
    RunOptions all = RunOptions.defaults().withGrace(Duration.ZERO).withForce(true);
    ClusterLoad load = ClusterLoad.start(coffers, THREADS);
    for (int round = 0; round < 3; round++) {
      load.acknowledgeMore(OPERATIONS / 4);
      List<RunOutcome> outcomes =
          coffers.parallelStream()
              .map(each -> each.maintenance().run(MaintenanceTask.COLLECT, all).outcome())
              .toList();
      assertThat(outcomes).contains(RunOutcome.DONE).isSubsetOf(RunOutcome.DONE, RunOutcome.BUSY);
    }
    load.stop();

    load.verify(coffers.get(1));
  }
}
