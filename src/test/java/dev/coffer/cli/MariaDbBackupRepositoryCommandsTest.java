package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbBackupRepositoryCommandsTest extends BackupRepositoryCommandsContract {
  MariaDbBackupRepositoryCommandsTest() {
    super(TestDatabase.mariadb());
  }
}
