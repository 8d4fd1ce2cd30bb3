package dev.coffer.maintenance.expire;

import dev.coffer.testing.TestDatabase;

class PostgreSqlExpireTest extends ExpireContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
