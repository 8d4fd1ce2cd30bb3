package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class MariaDbBackupTest extends BackupContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
