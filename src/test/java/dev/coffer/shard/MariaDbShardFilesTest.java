package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class MariaDbShardFilesTest extends ShardFilesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
