package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class PostgreSqlTransactionsTest extends TransactionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
