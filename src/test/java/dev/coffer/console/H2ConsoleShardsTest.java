package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class H2ConsoleShardsTest extends ConsoleShardsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
