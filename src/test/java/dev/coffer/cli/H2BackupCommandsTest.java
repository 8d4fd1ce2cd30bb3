package dev.coffer.cli;

import dev.coffer.testing.TestDatabase;

class H2BackupCommandsTest extends BackupCommandsContract {
  H2BackupCommandsTest() {
    super(TestDatabase.h2File());
  }
}
