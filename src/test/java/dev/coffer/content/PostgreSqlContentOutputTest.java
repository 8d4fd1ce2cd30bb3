package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlContentOutputTest extends ContentOutputContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
