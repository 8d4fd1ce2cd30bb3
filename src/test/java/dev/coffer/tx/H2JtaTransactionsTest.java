package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class H2JtaTransactionsTest extends JtaTransactionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
