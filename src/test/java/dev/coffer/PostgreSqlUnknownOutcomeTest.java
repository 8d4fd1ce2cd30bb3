package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlUnknownOutcomeTest extends UnknownOutcomeContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
