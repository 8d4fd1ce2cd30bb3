package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlContentDamageTest extends ContentDamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
