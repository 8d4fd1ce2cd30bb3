package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbTenantIdTest extends TenantIdContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
