package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2LargeStreamTest extends LargeStreamContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2File();
  }
}
