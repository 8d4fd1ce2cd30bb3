package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class PostgreSqlKillTest extends KillContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
