package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class PostgreSqlOlderMapTest extends OlderMapContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
