package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlDurabilityTest extends DurabilityContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
