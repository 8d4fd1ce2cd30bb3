package dev.coffer.maintenance.collect;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationCollectTest extends CollectContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
