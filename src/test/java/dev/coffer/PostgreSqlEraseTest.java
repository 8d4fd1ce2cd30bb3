package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlEraseTest extends EraseContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
