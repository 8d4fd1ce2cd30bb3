package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class PostgreSqlRestoreTest extends RestoreContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
