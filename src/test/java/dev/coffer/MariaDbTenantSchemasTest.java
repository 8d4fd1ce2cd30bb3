package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbTenantSchemasTest extends TenantSchemasContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
