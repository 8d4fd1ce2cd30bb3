package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class H2OutcomesTest extends OutcomesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
