package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ContentConcurrencyTest extends ContentConcurrencyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
