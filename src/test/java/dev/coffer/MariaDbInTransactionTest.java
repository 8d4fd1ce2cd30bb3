package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbInTransactionTest extends InTransactionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
