package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlSeveralFactoriesTest extends SeveralFactoriesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
