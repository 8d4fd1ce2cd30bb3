package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class PostgreSqlShardKillTest extends ShardKillContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
