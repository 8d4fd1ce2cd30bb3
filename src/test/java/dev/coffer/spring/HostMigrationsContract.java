package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.api.SchemaException;
import dev.coffer.entity.StoredContent;
import dev.coffer.spring.bare.BareApplication;
import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** Coffer's migration beside the migrations of the application, on every database. */
abstract class HostMigrationsContract {

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  ApplicationContextRunner application() {
    return SpringApplications.over(database).withUserConfiguration(BareApplication.class);
  }

  @Test
  void liquibaseOfTheApplicationMayReferToContents() {
    ApplicationContextRunner migrating =
        application()
            .withPropertyValues(
                "spring.liquibase.enabled=true",
                "spring.liquibase.change-log=classpath:db/game-liquibase.xml");
    migrating.run(
        context -> {
          refersToContents(context);
          assertThat(rows(context, "DATABASECHANGELOG")).isEqualTo(1);
          assertThat(rows(context, "coffer_databasechangelog")).isPositive();
        });
    // The second start has nothing to migrate.
    migrating.run(context -> assertThat(rows(context, "game_goal")).isEqualTo(1));
  }

  @Test
  void flywayOfTheApplicationMayReferToContents() {
    ApplicationContextRunner migrating = withFlyway();
    migrating.run(HostMigrationsContract::refersToContents);
    migrating.run(context -> assertThat(rows(context, "game_goal")).isEqualTo(1));
  }

  /** Liquibase runs first, so that Flyway must accept existing tables. */
  @Test
  void flywayAndLiquibaseMayBothReferToContents() {
    ApplicationContextRunner migrating =
        withFlyway()
            .withPropertyValues(
                "spring.flyway.baseline-on-migrate=true",
                "spring.flyway.baseline-version=0",
                "spring.liquibase.enabled=true",
                "spring.liquibase.change-log=classpath:db/shop/changelog.xml");
    migrating.run(
        context -> {
          refersToContents(context);
          JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
          assertThat(jdbc.update("insert into shop_photo select null, replay_id from game_goal"))
              .isEqualTo(1);
        });
    migrating.run(
        context -> {
          assertThat(rows(context, "game_goal")).isEqualTo(1);
          assertThat(rows(context, "shop_photo")).isEqualTo(1);
        });
  }

  private ApplicationContextRunner withFlyway() {
    return application()
        .withPropertyValues(
            "spring.flyway.enabled=true", "spring.flyway.locations=classpath:db/game-flyway");
  }

  @Test
  void anApplicationMayMigrateByItself() {
    application()
        .withPropertyValues("coffer.schema.migrate=false")
        .run(
            context -> {
              assertThat(context)
                  .getFailure()
                  .rootCause()
                  .isInstanceOf(SchemaException.class)
                  .hasMessageContaining("has no tables of Coffer");
              assertThat(
                      new CofferFailureAnalyzer().analyze(context.getStartupFailure()).getAction())
                  .contains("coffer.schema.migrate");
            });
    database.migrate();
    application()
        .withPropertyValues("coffer.schema.migrate=false")
        .run(context -> assertThat(context).hasSingleBean(Coffer.class));
  }

  static void refersToContents(AssertableApplicationContext context) {
    assertThat(context).hasNotFailed();
    StoredContent replay = context.getBean(Coffer.class).contents().store(new byte[] {1, 2, 3});
    context
        .getBean(JdbcTemplate.class)
        .update("insert into game_goal (id, replay_id) values (1, ?)", replay.id());
  }

  static long rows(AssertableApplicationContext context, String table) {
    Long count =
        context
            .getBean(JdbcTemplate.class)
            .queryForObject("select count(*) from " + table, Long.class);
    return count == null ? -1 : count;
  }
}
