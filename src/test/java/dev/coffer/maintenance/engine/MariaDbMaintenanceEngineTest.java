package dev.coffer.maintenance.engine;

import dev.coffer.testing.TestDatabase;

class MariaDbMaintenanceEngineTest extends MaintenanceEngineContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
