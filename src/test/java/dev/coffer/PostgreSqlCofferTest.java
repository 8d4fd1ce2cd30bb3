package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlCofferTest extends CofferContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
