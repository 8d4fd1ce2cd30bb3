package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.cache.RecordCacheMode;
import dev.coffer.maintenance.Diagnosis;
import dev.coffer.maintenance.Examination;
import dev.coffer.maintenance.Finding;
import dev.coffer.schema.Database;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.StatisticsRecorder;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import dev.coffer.tx.OwnTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Coffer finds unwise in its environment, on every database. */
abstract class DiagnosisContract {

  private TestDatabase database;

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
      assertThat(diagnosis.findings()).isEmpty();
      assertThat(diagnosis.schemaVersion()).isEqualTo(coffer.schema().version());
      assertThat(diagnosis).asString().endsWith(": nothing to mend.");
    }
  }

  @Test
  void aCacheForOneProcessOnAServerIsFound() {
    try (SessionFactory factory = SessionFactories.over(database);
        Coffer coffer = Coffer.over(factory).recordCache(RecordCacheMode.SINGLE_NODE).build()) {
      assertThat(coffer.diagnose().isClean()).isEqualTo(database.product() == Database.Product.H2);
    }
  }

  @Test
  void serializableTransactionsAreFound() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    try (HikariDataSource pool = new HikariDataSource(config);
        SessionFactory factory =
            SessionFactories.over(database, Map.of("hibernate.connection.datasource", pool));
        Coffer coffer = Coffer.over(factory).build()) {
      assertThat(coffer.diagnose().findings())
          .extracting(Finding::found)
          .containsExactly("SERIALIZABLE");
      assertThat(coffer.diagnose()).asString().contains("to mend").contains("READ COMMITTED");
    }
  }

  @Test
  void clocksFarApartAreFound() {
    try (SessionFactory factory = SessionFactories.over(database)) {
      OwnTransactions own =
          new OwnTransactions(
              factory, database.words(), new SchemaAccess(1, 1, "test"), new StatisticsRecorder());
      Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
      assertThat(new Examination(own, RecordCacheMode.OFF, ahead).run().findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.found()).contains("behind"));
    }
  }
}
