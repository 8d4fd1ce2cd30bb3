package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ContentRowDamageTest extends ContentRowDamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
