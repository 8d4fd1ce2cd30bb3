package dev.coffer.maintenance.engine;

import dev.coffer.testing.TestDatabase;

class MariaDbScheduledNodesTest extends ScheduledNodesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
