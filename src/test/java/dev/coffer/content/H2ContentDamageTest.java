package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ContentDamageTest extends ContentDamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
