package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class PostgreSqlShardFilesTest extends ShardFilesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
