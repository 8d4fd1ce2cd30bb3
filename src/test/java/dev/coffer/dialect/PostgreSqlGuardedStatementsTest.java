package dev.coffer.dialect;

import dev.coffer.testing.TestDatabase;

class PostgreSqlGuardedStatementsTest extends GuardedStatementsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }

  @Override
  Dialect dialect() {
    return new PostgreSqlDialect();
  }

  @Override
  String waitBriefly() {
    return "set lock_timeout = '1s'";
  }
}
