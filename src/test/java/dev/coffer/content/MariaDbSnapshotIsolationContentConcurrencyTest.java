package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationContentConcurrencyTest extends ContentConcurrencyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
