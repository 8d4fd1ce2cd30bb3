package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationRecordSlidingTest extends RecordSlidingContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
