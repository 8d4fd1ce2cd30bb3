package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class PostgreSqlConsoleTenantsTest extends ConsoleTenantsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
