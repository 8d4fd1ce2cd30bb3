package dev.coffer.dialect;

import dev.coffer.testing.TestDatabase;

class MariaDbGuardedStatementsTest extends GuardedStatementsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }

  @Override
  Dialect dialect() {
    return new MariaDbDialect(false, 1 << 20);
  }

  @Override
  String waitBriefly() {
    return "set innodb_lock_wait_timeout = 1";
  }
}
