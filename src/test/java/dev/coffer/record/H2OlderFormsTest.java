package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class H2OlderFormsTest extends OlderFormsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
