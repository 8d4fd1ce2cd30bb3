package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlResourcesTest extends ResourcesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
