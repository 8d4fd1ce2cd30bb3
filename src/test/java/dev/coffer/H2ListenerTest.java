package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2ListenerTest extends ListenerContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
