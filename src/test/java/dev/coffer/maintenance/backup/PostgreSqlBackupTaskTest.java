package dev.coffer.maintenance.backup;

import dev.coffer.testing.TestDatabase;

class PostgreSqlBackupTaskTest extends BackupTaskContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
