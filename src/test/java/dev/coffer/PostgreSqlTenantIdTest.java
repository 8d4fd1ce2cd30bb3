package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlTenantIdTest extends TenantIdContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
