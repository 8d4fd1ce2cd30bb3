package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class PostgreSqlShardsTest extends ShardsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
