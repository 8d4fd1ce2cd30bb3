package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2ResourcesTest extends ResourcesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
