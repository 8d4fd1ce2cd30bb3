package dev.coffer.maintenance.measure;

import dev.coffer.testing.TestDatabase;

class H2CollectionProfileTest extends CollectionProfileContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
