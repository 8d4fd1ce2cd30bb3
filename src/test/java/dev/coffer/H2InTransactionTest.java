package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2InTransactionTest extends InTransactionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }

  @Override
  boolean refusesWriteSkew() {
    return false;
  }
}
