package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class PostgreSqlShardOutageTest extends ShardOutageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
