package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class PostgreSqlConsoleOperationsTest extends ConsoleOperationsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
