package dev.coffer.console;

import dev.coffer.testing.TestDatabase;

class MariaDbConsoleShardsTest extends ConsoleShardsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
