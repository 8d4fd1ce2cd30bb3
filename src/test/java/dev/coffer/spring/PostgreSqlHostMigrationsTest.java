package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;

class PostgreSqlHostMigrationsTest extends HostMigrationsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
