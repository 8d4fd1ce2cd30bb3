package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class H2ShardLoadTest extends ShardLoadContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
