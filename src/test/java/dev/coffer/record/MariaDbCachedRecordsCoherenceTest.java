package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbCachedRecordsCoherenceTest extends CachedRecordsCoherenceContract {
  @Override
  TestDatabase create() {
    return TestDatabase.mariadb();
  }
}
