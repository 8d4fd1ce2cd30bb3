package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class MariaDbShardKillTest extends ShardKillContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
