package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class PostgreSqlDamageTest extends DamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
