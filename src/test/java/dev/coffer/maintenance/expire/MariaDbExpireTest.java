package dev.coffer.maintenance.expire;

import dev.coffer.testing.TestDatabase;

class MariaDbExpireTest extends ExpireContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
