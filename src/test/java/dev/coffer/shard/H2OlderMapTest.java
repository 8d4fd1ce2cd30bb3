package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class H2OlderMapTest extends OlderMapContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
