package dev.coffer.maintenance.backup;

import dev.coffer.testing.TestDatabase;

class MariaDbBackupTaskTest extends BackupTaskContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
