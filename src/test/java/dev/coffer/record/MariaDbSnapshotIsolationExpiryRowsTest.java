package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationExpiryRowsTest extends ExpiryRowsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
