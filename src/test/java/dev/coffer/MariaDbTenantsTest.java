package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbTenantsTest extends TenantsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
