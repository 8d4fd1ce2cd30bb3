package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class MariaDbTransactionsTest extends TransactionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
