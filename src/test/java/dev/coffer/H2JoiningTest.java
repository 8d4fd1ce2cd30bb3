package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2JoiningTest extends JoiningContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
