package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class PostgreSqlExpectedHashTest extends ExpectedHashContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
