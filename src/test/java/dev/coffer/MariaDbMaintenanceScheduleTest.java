package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbMaintenanceScheduleTest extends MaintenanceScheduleContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
