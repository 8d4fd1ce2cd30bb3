package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2MaintenanceScheduleTest extends MaintenanceScheduleContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
