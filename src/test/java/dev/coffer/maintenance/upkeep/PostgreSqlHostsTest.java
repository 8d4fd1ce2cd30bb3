package dev.coffer.maintenance.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.Coffer;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOutcome;
import dev.coffer.maintenance.RunReport;
import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Statements that PostgreSQL refuses in a transaction, over the connections of some hosts. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PostgreSqlHostsTest {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.postgresql().migrate();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private static void assertRuns(SessionFactory sessions) {
    try (Coffer coffer = Coffer.over(sessions).build()) {
      for (MaintenanceTask task : List.of(MaintenanceTask.ANALYZE, MaintenanceTask.DEFRAGMENT)) {
        RunReport report = coffer.maintenance().run(task);

        assertThat(report.outcome()).as("%s", report).isEqualTo(RunOutcome.DONE);
      }
    }
  }

  @Test
  void aPoolWithoutAutoCommit() throws SQLException {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    pool.setMaximumPoolSize(1);
    pool.setAutoCommit(false);
    try (HikariDataSource source = new HikariDataSource(pool);
        SessionFactory sessions =
            SessionFactories.over(
                database,
                Map.of(
                    "hibernate.connection.datasource",
                    source,
                    "hibernate.connection.provider_disables_autocommit",
                    true))) {
      assertRuns(sessions);

      try (Connection connection = source.getConnection()) {
        assertThat(connection.getAutoCommit()).isFalse();
      }
    }
  }

  @Test
  void transactionsOfAContainer() {
    try (JtaDatabase jta = new JtaDatabase(database);
        SessionFactory sessions = jta.sessions()) {
      assertRuns(sessions);
    }
  }
}
