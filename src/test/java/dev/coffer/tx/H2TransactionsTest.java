package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class H2TransactionsTest extends TransactionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
