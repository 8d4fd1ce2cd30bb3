package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlContentConcurrencyTest extends ContentConcurrencyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
