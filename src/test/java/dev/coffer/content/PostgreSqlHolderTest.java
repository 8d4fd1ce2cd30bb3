package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlHolderTest extends HolderContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
