package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class H2ConsoleOperationsTest extends ConsoleOperationsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
