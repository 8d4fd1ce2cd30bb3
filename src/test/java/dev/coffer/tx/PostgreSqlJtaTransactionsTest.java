package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class PostgreSqlJtaTransactionsTest extends JtaTransactionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
