package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2SeveralFactoriesTest extends SeveralFactoriesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
