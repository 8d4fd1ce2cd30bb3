package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class MariaDbConsoleOperationsTest extends ConsoleOperationsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
