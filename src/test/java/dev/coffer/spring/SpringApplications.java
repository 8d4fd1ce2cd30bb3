package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Runs applications of Spring Boot over test databases, in the major version on the class path. */
final class SpringApplications {

  private SpringApplications() {}

  /** An application over this database, without migrations of its own. */
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
