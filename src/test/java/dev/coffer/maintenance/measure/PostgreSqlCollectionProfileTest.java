package dev.coffer.maintenance.measure;

import dev.coffer.testing.TestDatabase;

class PostgreSqlCollectionProfileTest extends CollectionProfileContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
