package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class H2ConsoleTenantsTest extends ConsoleTenantsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
