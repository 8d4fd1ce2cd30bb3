package dev.coffer.spring.flyway;

import dev.coffer.spring.CofferMigration;
import org.springframework.beans.factory.InitializingBean;

/**
 * Brings Coffer's tables where Flyway has had its turn and did not migrate: an application may
 * replace what Spring Boot lets it do at the start.
 */
final class MigrationWithoutFlyway implements InitializingBean {

  private final CofferMigration migration;

  MigrationWithoutFlyway(CofferMigration migration) {
    this.migration = migration;
  }

  @Override
  public void afterPropertiesSet() {
    migration.migrate(migration.dataSource());
  }
}
