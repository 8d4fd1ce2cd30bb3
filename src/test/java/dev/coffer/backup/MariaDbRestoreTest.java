package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class MariaDbRestoreTest extends RestoreContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
