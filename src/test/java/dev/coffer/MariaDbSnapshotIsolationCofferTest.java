package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationCofferTest extends CofferContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
