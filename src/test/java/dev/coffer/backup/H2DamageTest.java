package dev.coffer.backup;

import dev.coffer.testing.TestDatabase;

class H2DamageTest extends DamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
