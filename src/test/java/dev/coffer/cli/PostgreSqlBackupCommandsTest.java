package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlBackupCommandsTest extends BackupCommandsContract {
  PostgreSqlBackupCommandsTest() {
    super(TestDatabase.postgresql());
  }
}
