package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlMaintenanceScheduleTest extends MaintenanceScheduleContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
