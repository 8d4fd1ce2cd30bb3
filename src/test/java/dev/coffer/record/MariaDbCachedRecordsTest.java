package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbCachedRecordsTest extends CachedRecordsContract {
  @Override
  TestDatabase create() {
    return TestDatabase.mariadb();
  }
}
