package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbHotRecordsTest extends HotRecordsContract {
  @Override
  TestDatabase create() {
    return TestDatabase.mariadb();
  }
}
