package dev.coffer.maintenance.collect;

import dev.coffer.testing.TestDatabase;

class PostgreSqlCollectTest extends CollectContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
