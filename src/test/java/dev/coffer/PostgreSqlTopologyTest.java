package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlTopologyTest extends TopologyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
