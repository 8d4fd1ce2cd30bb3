package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class MariaDbShardAbsenceTest extends ShardAbsenceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
