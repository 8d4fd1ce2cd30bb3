package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class PostgreSqlBackupRepositoryCommandsTest extends BackupRepositoryCommandsContract {
  PostgreSqlBackupRepositoryCommandsTest() {
    super(TestDatabase.postgresql());
  }
}
