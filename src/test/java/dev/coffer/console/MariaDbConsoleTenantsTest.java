package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class MariaDbConsoleTenantsTest extends ConsoleTenantsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
