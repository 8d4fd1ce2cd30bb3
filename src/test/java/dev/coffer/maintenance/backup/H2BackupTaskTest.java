package dev.coffer.maintenance.backup;

import dev.coffer.testing.TestDatabase;

class H2BackupTaskTest extends BackupTaskContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
