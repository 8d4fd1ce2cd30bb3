package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class MariaDbShardLoadTest extends ShardLoadContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
