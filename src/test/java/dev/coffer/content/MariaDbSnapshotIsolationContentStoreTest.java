package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationContentStoreTest extends ContentStoreContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
