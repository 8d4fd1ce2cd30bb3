package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationContentDeletionTest extends ContentDeletionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
