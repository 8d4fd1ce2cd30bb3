package dev.coffer.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.Coffer;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.SchemaException;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.opener.OpenedDatabase;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of opening by a URL, on every database. */
abstract class PooledOpenerContract {

  final TestDatabase database = create();

  private final PooledOpener opener = new PooledOpener();

  abstract TestDatabase create();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void opensMigratesAndCloses() {
    OpenedDatabase opened = opener.open(settings());
    assertThat(
            count(opened, "select count(*) from coffer_record")
                + count(opened, "select count(*) from coffer_schema"))
        .isEqualTo(1);
    opened.closer().run();
    assertThat(opened.entityManagerFactory().isOpen()).isFalse();
    opened.closer().run();
  }

  @Test
  void aMigratedDatabaseOpensWithoutAMigration() {
    opener.migrate(settings());
    OpenedDatabase opened = opener.open(settings().withMigration(false));
    assertThat(count(opened, "select count(*) from coffer_schema")).isEqualTo(1);
    opened.closer().run();
  }

  @Test
  void aMissingSchemaIsReported() {
    assertThatThrownBy(() -> opener.open(settings().withMigration(false)))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void hasASecondLevelCacheByDefault() {
    OpenedDatabase with = opener.open(settings());
    assertThat(cached(with)).isTrue();
    with.closer().run();
    OpenedDatabase without = opener.open(settings().withCache(0, 0));
    assertThat(cached(without)).isFalse();
    without.closer().run();
  }

  @Test
  void connectionsAreReadCommittedWithAutoCommit() throws SQLException {
    database.migrate();
    try (Pool pool = Pool.open(settings());
        Connection connection = pool.dataSource().getConnection()) {
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
      HikariDataSource hikari = pool.dataSource().unwrap(HikariDataSource.class);
      assertThat(hikari.getMaximumPoolSize()).isEqualTo(3);
      assertTimeouts(hikari, connection);
    }
  }

  /** The settings of the pool and the driver for a server that no longer answers. */
  abstract void assertTimeouts(HikariDataSource pool, Connection connection) throws SQLException;

  @Test
  void anExhaustedPoolIsReportedAndRecovers() {
    database.migrate();
    HikariConfig one = new HikariConfig();
    one.setDataSource(database.dataSource());
    one.setMaximumPoolSize(1);
    one.setConnectionTimeout(250);
    byte[] value = {1};
    try (HikariDataSource pool = new HikariDataSource(one);
        SessionFactory sessions =
            SessionFactories.over(database, Map.of("hibernate.connection.datasource", pool));
        Coffer coffer = Coffer.over(sessions).build()) {
      coffer.runInTransaction(
          stores -> {
            stores.store("things", "in", value);
            List<ThrowingCallable> calls =
                List.of(
                    () -> coffer.store("things", "out", value),
                    () -> coffer.retrieve("things", "out", byte[].class),
                    () -> coffer.contents().store(value),
                    () -> coffer.runInTransaction(inner -> inner.store("things", "out", value)),
                    coffer::report);
            for (ThrowingCallable call : calls) {
              assertThatThrownBy(call)
                  .isInstanceOf(DatabaseUnavailableException.class)
                  .hasMessageContaining("All connections of the pool are in use")
                  .hasMessageContaining("total=1, active=1")
                  .hasMessageContaining("Make the pool larger")
                  .hasMessageNotContaining("cannot be reached");
            }
          });
      assertThat(coffer.retrieve("things", "in", byte[].class)).contains(value);
      assertThat(coffer.retrieve("things", "out", byte[].class)).isEmpty();
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aWrongPasswordIsReportedAndNotRepeated() {
    opener.migrate(settings());
    assertThatThrownBy(() -> opener.open(withWrongPassword()))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining(database.jdbcUrl().substring(0, 12))
        .hasMessageContaining("password")
        .hasMessageNotContaining("not-the-secret")
        .hasMessageNotContaining("\n");
  }

  /** Settings that the database refuses because of the password in them. */
  DatabaseSettings withWrongPassword() {
    return settings().withPassword("not-the-secret");
  }

  DatabaseSettings settings() {
    return DatabaseSettings.of(database.jdbcUrl())
        .withUser(database.user())
        .withPassword(database.password())
        .withPoolSize(3);
  }

  private static boolean cached(OpenedDatabase opened) {
    return opened
        .entityManagerFactory()
        .unwrap(SessionFactoryImplementor.class)
        .getSessionFactoryOptions()
        .isSecondLevelCacheEnabled();
  }

  private static long count(OpenedDatabase opened, String sql) {
    try (EntityManager manager = opened.entityManagerFactory().createEntityManager()) {
      return ((Number) manager.createNativeQuery(sql, Long.class).getSingleResult()).longValue();
    }
  }
}
