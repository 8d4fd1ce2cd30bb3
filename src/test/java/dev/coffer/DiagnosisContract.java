package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.dialect.Dialect;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.Finding;
import dev.coffer.maintenance.run.Examination;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.schema.SchemaForTests;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.OwnTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The findings of a diagnosis, on every database. */
abstract class DiagnosisContract {

  /** Settings that make the test servers fast, and their commits not durable. */
  private static final Set<String> DURABILITY =
      Set.of(
          "WRITE_DELAY",
          "innodb_flush_log_at_trx_commit",
          "sync_binlog",
          "synchronous_commit",
          "fsync",
          "full_page_writes");

  TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void anOrdinaryEnvironmentIsClean() {
    try (SessionFactory factory = SessionFactories.over(database);
        Coffer coffer = Coffer.over(factory).build()) {
      Diagnosis diagnosis = coffer.diagnose();
      assertThat(beyondDurability(diagnosis)).isEmpty();
      assertThat(diagnosis.schemaVersion()).isEqualTo(coffer.schema().version());
      assertThat(new Diagnosis("X", 3, beyondDurability(diagnosis)))
          .asString()
          .endsWith(": no problems found.");
    }
  }

  @Test
  void findsSettingsThatAreNotDurable() throws SQLException {
    // The settings of PostgreSQL hold for new connections, so there is no pool.
    Map<String, Object> unpooled = Map.of("hibernate.connection.datasource", database.dataSource());
    try (SessionFactory factory = SessionFactories.over(database, unpooled);
        Coffer coffer = Coffer.over(factory).build();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      assertDurabilityIsDiagnosed(coffer, statement);
    }
  }

  @Test
  void findsInexactKeyColumns() throws SQLException {
    try (SessionFactory factory = SessionFactories.over(database);
        Coffer coffer = Coffer.over(factory).build();
        Connection connection = database.connect()) {
      SchemaForTests.foldKeys(connection);
      assertThat(found(coffer, "The comparison of keys"))
          .contains("coffer_recompression.pass_after");
    }
  }

  /** Changes the settings of durability, and checks the findings. */
  abstract void assertDurabilityIsDiagnosed(Coffer coffer, Statement administrator)
      throws SQLException;

  /** The finding about a setting; null if there is none. */
  static @Nullable String found(Coffer coffer, String about) {
    return coffer.diagnose().findings().stream()
        .filter(finding -> finding.about().equals(about))
        .map(Finding::found)
        .findFirst()
        .orElse(null);
  }

  private static List<Finding> beyondDurability(Diagnosis diagnosis) {
    return diagnosis.findings().stream()
        .filter(finding -> !DURABILITY.contains(finding.about()))
        .toList();
  }

  @Test
  void findsASingleNodeCacheOnAServer() {
    try (SessionFactory factory = SessionFactories.over(database);
        Coffer coffer = Coffer.over(factory).recordCache(RecordCacheMode.SINGLE_NODE).build()) {
      assertThat(beyondDurability(coffer.diagnose()).isEmpty())
          .isEqualTo(database.product() == Dialect.Product.H2);
    }
  }

  @Test
  void findsSerializableTransactions() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    try (HikariDataSource pool = new HikariDataSource(config);
        SessionFactory factory =
            SessionFactories.over(database, Map.of("hibernate.connection.datasource", pool));
        Coffer coffer = Coffer.over(factory).build()) {
      assertThat(beyondDurability(coffer.diagnose()))
          .extracting(Finding::found)
          .containsExactly("SERIALIZABLE");
      assertThat(coffer.diagnose()).asString().contains("problems:").contains("READ COMMITTED");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsAPoolThatCommitsEachStatement(boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setAutoCommit(autoCommit);
    try (HikariDataSource pool = new HikariDataSource(config);
        SessionFactory factory =
            SessionFactories.over(
                database,
                Map.of(
                    "hibernate.connection.datasource",
                    pool,
                    "hibernate.connection.provider_disables_autocommit",
                    "true"));
        Coffer coffer = Coffer.over(factory).build()) {
      assertThat(beyondDurability(coffer.diagnose()))
          .extracting(Finding::about)
          .isEqualTo(
              autoCommit ? List.of("The autocommit mode of the pool's connections") : List.of());
    }
  }

  @Test
  void findsClockSkew() {
    try (SessionFactory factory = SessionFactories.over(database)) {
      OwnTransactions own =
          new OwnTransactions(
              factory,
              database.dialect(),
              new SchemaAccess(1, 1, "test"),
              new StatisticsRecorder());
      Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
      assertThat(beyondDurability(new Examination(own, RecordCacheMode.OFF, ahead).run()))
          .singleElement()
          .satisfies(finding -> assertThat(finding.found()).contains("behind"));
    }
  }
}
