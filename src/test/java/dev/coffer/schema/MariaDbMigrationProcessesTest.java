package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class MariaDbMigrationProcessesTest extends MigrationProcessesContract {
  @Override
  TestDatabase open() {
    return TestDatabase.mariadb();
  }
}
