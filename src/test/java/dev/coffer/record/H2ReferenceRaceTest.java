package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class H2ReferenceRaceTest extends ReferenceRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
