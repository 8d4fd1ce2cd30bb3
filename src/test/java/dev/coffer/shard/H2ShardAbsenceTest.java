package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class H2ShardAbsenceTest extends ShardAbsenceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
