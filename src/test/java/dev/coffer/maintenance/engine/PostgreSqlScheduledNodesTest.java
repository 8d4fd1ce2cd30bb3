package dev.coffer.maintenance.engine;

import dev.coffer.testing.TestDatabase;

class PostgreSqlScheduledNodesTest extends ScheduledNodesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
