package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2DurabilityTest extends DurabilityContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2File();
  }
}
