package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class PostgreSqlConsoleShardsTest extends ConsoleShardsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
