package dev.coffer.spring.flyway;

import dev.coffer.spring.HostMigrations;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;

/** The application's migrations by Flyway. */
final class FlywayMigrations implements HostMigrations {

  private final ObjectProvider<Flyway> flyways;

  FlywayMigrations(ObjectProvider<Flyway> flyways) {
    this.flyways = flyways;
  }

  @Override
  public boolean migrate(DataSource dataSource) {
    return flyways.stream()
        .map(flyway -> flyway.getConfiguration().getDataSource())
        .anyMatch(flyways -> SameDatabase.test(flyways, dataSource));
  }
}
