package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class H2ShardsTest extends ShardsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
