package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ContentStoreTest extends ContentStoreContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
