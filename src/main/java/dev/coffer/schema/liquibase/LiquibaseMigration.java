package dev.coffer.schema.liquibase;

import dev.coffer.schema.Database;
import dev.coffer.schema.SchemaMigration;
import java.sql.Connection;
import java.time.Duration;

/**
 * Migrates by Liquibase, 4.22 or later (the checksums of older ones differ). Loads without
 * Liquibase on the class path: nothing in this class names a type of it.
 */
public final class LiquibaseMigration implements SchemaMigration {

  /** For {@link java.util.ServiceLoader}. */
  public LiquibaseMigration() {}

  @Override
  public boolean isAvailable() {
    try {
      Class.forName("liquibase.ChecksumVersion", false, LiquibaseMigration.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  @Override
  public void migrate(Connection connection, Database database, Duration lockWait) {
    LiquibaseUpdate.run(connection, lockWait);
  }
}
