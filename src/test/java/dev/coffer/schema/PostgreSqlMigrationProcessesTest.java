package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class PostgreSqlMigrationProcessesTest extends MigrationProcessesContract {
  @Override
  TestDatabase open() {
    return TestDatabase.postgresql();
  }
}
