package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class PostgreSqlShardAbsenceTest extends ShardAbsenceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
