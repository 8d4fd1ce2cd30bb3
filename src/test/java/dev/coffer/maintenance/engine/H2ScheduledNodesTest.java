package dev.coffer.maintenance.engine;

import dev.coffer.testing.TestDatabase;

class H2ScheduledNodesTest extends ScheduledNodesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
