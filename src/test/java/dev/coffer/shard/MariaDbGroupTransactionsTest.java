package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class MariaDbGroupTransactionsTest extends GroupTransactionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
