package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationOlderFormsRacesTest extends OlderFormsRacesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
