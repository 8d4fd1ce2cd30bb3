package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlLargeStreamTest extends LargeStreamContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
