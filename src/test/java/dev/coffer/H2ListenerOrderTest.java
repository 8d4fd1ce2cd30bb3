package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2ListenerOrderTest extends ListenerOrderContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
