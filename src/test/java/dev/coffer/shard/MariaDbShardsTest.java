package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class MariaDbShardsTest extends ShardsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
