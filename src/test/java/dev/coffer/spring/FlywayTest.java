package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.testing.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Coffer's migration beside a Flyway of another database, with another account, or without a
 * migration.
 */
class FlywayTest {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.h2();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private ApplicationContextRunner application() {
    return SpringApplications.over(database)
        .withUserConfiguration(BareApplication.class)
        .withPropertyValues(
            "spring.flyway.enabled=true", "spring.flyway.locations=classpath:db/game-flyway");
  }

  @Test
  void flywayMayHaveASourceOfItsOwn() {
    application()
        .withPropertyValues(
            "spring.flyway.url=" + database.jdbcUrl() + ";LOCK_TIMEOUT=5000",
            "spring.flyway.user=" + database.user(),
            "spring.flyway.password=" + database.password())
        .run(HostMigrationsContract::refersToContents);
  }

  @Test
  void flywayOfAnotherDatabaseChangesNothing() {
    try (TestDatabase other = TestDatabase.h2()) {
      application()
          .withPropertyValues(
              "spring.flyway.url=" + other.jdbcUrl(),
              "spring.flyway.user=" + other.user(),
              "spring.flyway.password=" + other.password(),
              "spring.flyway.locations=classpath:db/none")
          .run(
              context -> {
                assertThat(context).hasSingleBean(Coffer.class);
                DataSource flyways =
                    context.getBean(Flyway.class).getConfiguration().getDataSource();
                try (var connection = flyways.getConnection();
                    var tables = connection.getMetaData().getTables(null, null, "COFFER%", null)) {
                  assertThat(tables.next()).isFalse();
                }
              });
    }
  }

  /** If Coffer waited for Liquibase, Flyway would find a schema that is not empty. */
  @Test
  void aLiquibaseInItsOwnSchemaIsNotAwaited() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("create schema audit");
    }
    application()
        .withPropertyValues(
            "spring.liquibase.enabled=true",
            "spring.liquibase.default-schema=AUDIT",
            "spring.liquibase.change-log=classpath:db/shop/audit.xml")
        .run(
            context -> {
              HostMigrationsContract.refersToContents(context);
              assertThat(HostMigrationsContract.rows(context, "audit.shop_audit")).isZero();
            });
  }

  @Test
  void tablesAreCreatedIfFlywayDoesNotMigrate() {
    application()
        .withUserConfiguration(NoMigration.class)
        .run(context -> assertThat(context).hasSingleBean(Coffer.class));
  }

  /** An application that calls its own Flyway at any time. */
  @Configuration(proxyBeanMethods = false)
  static class NoMigration {
    @Bean
    Flyway flyway(DataSource dataSource) {
      return Flyway.configure().dataSource(dataSource).load();
    }
  }
}
