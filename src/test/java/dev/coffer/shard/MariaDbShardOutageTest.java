package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class MariaDbShardOutageTest extends ShardOutageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
