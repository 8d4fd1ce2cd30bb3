package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlContentRowDamageTest extends ContentRowDamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
