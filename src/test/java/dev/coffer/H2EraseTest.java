package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2EraseTest extends EraseContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
