package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlTenantsTest extends TenantsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
