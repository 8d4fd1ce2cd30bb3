package dev.coffer.maintenance.engine;

import dev.coffer.testing.TestDatabase;

class PostgreSqlMaintenanceEngineTest extends MaintenanceEngineContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
