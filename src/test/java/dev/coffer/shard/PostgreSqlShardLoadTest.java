package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class PostgreSqlShardLoadTest extends ShardLoadContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
