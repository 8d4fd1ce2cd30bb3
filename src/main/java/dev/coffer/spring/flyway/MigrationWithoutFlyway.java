package dev.coffer.spring.flyway;

import dev.coffer.spring.CofferMigration;
import dev.coffer.spring.LaterMigration;
import org.springframework.beans.factory.InitializingBean;

/**
 * Brings Coffer's tables where Flyway has had its turn and has not: it migrates another database,
 * or the application keeps it from migrating at the start.
 */
final class MigrationWithoutFlyway implements LaterMigration, InitializingBean {

  private final CofferMigration migration;

  MigrationWithoutFlyway(CofferMigration migration) {
    this.migration = migration;
  }

  @Override
  public void afterPropertiesSet() {
    migration.migrate(migration.dataSource());
  }
}
