package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2TopologyTest extends TopologyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
