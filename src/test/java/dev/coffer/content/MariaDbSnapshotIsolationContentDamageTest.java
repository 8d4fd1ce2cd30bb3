package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationContentDamageTest extends ContentDamageContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
