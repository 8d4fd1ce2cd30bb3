package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ContentOutputTest extends ContentOutputContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
