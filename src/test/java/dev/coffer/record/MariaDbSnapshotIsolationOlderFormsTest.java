package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationOlderFormsTest extends OlderFormsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
