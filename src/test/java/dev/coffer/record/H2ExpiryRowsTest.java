package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class H2ExpiryRowsTest extends ExpiryRowsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
