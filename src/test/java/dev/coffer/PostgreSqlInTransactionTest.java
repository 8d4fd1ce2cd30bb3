package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlInTransactionTest extends InTransactionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
