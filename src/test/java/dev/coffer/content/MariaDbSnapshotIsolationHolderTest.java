package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationHolderTest extends HolderContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
