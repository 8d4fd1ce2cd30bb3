package dev.coffer.maintenance.expire;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationExpireTest extends ExpireContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
