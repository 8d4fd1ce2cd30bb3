package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2BackupRepositoryCommandsTest extends BackupRepositoryCommandsContract {
  H2BackupRepositoryCommandsTest() {
    super(TestDatabase.h2File());
  }
}
