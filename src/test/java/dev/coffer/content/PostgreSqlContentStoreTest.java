package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlContentStoreTest extends ContentStoreContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
