package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class MariaDbBackupCommandsTest extends BackupCommandsContract {
  MariaDbBackupCommandsTest() {
    super(TestDatabase.mariadb());
  }
}
