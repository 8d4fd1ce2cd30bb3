package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationBackupTest extends BackupContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
