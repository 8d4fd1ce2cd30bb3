package dev.coffer.maintenance.collect;

import dev.coffer.testing.TestDatabase;

class H2CollectRaceTest extends CollectRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
