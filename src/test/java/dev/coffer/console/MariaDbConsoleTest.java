package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class MariaDbConsoleTest extends ConsoleContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
