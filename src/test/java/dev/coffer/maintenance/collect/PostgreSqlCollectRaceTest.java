package dev.coffer.maintenance.collect;

import dev.coffer.testing.TestDatabase;

class PostgreSqlCollectRaceTest extends CollectRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
