package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class H2ConsoleTest extends ConsoleContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
