package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class H2ShardFilesTest extends ShardFilesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
