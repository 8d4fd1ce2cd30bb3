package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ExpectedHashTest extends ExpectedHashContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
