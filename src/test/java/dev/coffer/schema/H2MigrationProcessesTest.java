package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class H2MigrationProcessesTest extends MigrationProcessesContract {
  @Override
  TestDatabase open() {
    return TestDatabase.h2File();
  }

  /** Without this parameter the first process locks the file, and the second is refused. */
  @Override
  String sharedUrl(TestDatabase database) {
    return database.jdbcUrl() + ";AUTO_SERVER=TRUE";
  }
}
