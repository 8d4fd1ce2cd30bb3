package dev.coffer.maintenance.collect;

import dev.coffer.testing.TestDatabase;

class H2CollectTest extends CollectContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
