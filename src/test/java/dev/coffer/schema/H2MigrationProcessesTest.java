package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class H2MigrationProcessesTest extends MigrationProcessesContract {
  @Override
  TestDatabase open() {
    return TestDatabase.h2File();
  }

  /** Without it the file is locked by the first process, and the second is refused. */
  @Override
  String sharedUrl(TestDatabase database) {
    return database.jdbcUrl() + ";AUTO_SERVER=TRUE";
  }
}
