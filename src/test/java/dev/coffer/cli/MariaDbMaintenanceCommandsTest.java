package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbMaintenanceCommandsTest extends MaintenanceCommandsContract {
  MariaDbMaintenanceCommandsTest() {
    super(TestDatabase.mariadb());
  }
}
