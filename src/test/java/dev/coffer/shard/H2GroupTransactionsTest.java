package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class H2GroupTransactionsTest extends GroupTransactionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
