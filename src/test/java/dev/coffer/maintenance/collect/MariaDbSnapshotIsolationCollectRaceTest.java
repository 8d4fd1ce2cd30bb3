package dev.coffer.maintenance.collect;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationCollectRaceTest extends CollectRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
