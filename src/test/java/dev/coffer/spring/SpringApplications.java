package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Runs applications of Spring Boot over test databases, of whichever generation is there. */
final class SpringApplications {

  private SpringApplications() {}

  /** An application over this database, with no migrations of its own. */
  static ApplicationContextRunner over(TestDatabase database) {
    return new ApplicationContextRunner()
        .withPropertyValues(
            "spring.datasource.url=" + database.jdbcUrl(),
            "spring.datasource.username=" + database.user(),
            "spring.datasource.password=" + database.password(),
            "spring.liquibase.enabled=false",
            "spring.flyway.enabled=false");
  }
}
