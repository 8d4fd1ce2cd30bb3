package dev.coffer.maintenance.engine;

import dev.coffer.testing.TestDatabase;

class H2MaintenanceEngineTest extends MaintenanceEngineContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
