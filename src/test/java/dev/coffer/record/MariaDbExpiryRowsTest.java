package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbExpiryRowsTest extends ExpiryRowsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
