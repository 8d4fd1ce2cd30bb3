package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2FileCofferTest extends CofferContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2File();
  }
}
