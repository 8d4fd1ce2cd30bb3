package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2MaintenanceCommandsTest extends MaintenanceCommandsContract {
  H2MaintenanceCommandsTest() {
    super(TestDatabase.h2File());
  }
}
