package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2HolderTest extends HolderContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
