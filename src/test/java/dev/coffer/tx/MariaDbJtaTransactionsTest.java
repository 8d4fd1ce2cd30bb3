package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class MariaDbJtaTransactionsTest extends JtaTransactionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
