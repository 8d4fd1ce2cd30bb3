package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class PostgreSqlConsoleTest extends ConsoleContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
