package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;

class PostgreSqlStoredFileResourceTest extends StoredFileResourceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
