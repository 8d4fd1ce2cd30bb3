package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class H2BackupTest extends BackupContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
