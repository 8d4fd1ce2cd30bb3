package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class H2ContentChannelTest extends ContentChannelContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
