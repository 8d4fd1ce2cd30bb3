package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class PostgreSqlBackupTest extends BackupContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
