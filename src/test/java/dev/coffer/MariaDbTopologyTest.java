package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbTopologyTest extends TopologyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
