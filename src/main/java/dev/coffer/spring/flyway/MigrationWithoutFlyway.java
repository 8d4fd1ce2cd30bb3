package dev.coffer.spring.flyway;

import dev.coffer.spring.CofferMigration;
import dev.coffer.spring.LaterMigration;
import org.springframework.beans.factory.InitializingBean;

/**
 * Migrates Coffer's tables after Flyway if Flyway's callback has not run: Flyway migrates another
 * database, or the application prevents its migration at startup.
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
