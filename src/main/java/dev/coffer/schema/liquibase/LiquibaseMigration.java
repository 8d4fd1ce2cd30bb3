package dev.coffer.schema.liquibase;

import dev.coffer.dialect.Dialect;
import dev.coffer.library.Libraries;
import dev.coffer.schema.migration.SchemaMigration;
import java.sql.Connection;
import java.time.Duration;

/**
 * Migrates with Liquibase 4.22 or later (older releases compute other checksums). This class can be
 * loaded without Liquibase on the class path, because it refers to no type of Liquibase.
 */
public final class LiquibaseMigration implements SchemaMigration {

  /** Creates an instance for {@link java.util.ServiceLoader}. */
  public LiquibaseMigration() {}

  @Override
  public boolean isAvailable() {
    return Libraries.arePresent("liquibase.ChecksumVersion");
  }

  @Override
  public void migrate(Connection connection, Dialect dialect, Duration lockWait) {
    LiquibaseUpdate.run(connection, lockWait);
  }
}
