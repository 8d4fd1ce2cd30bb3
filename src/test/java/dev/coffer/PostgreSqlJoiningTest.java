package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlJoiningTest extends JoiningContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
