package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlMaintenanceCommandsTest extends MaintenanceCommandsContract {
  PostgreSqlMaintenanceCommandsTest() {
    super(TestDatabase.postgresql());
  }
}
