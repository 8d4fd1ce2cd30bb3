package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationForgetDictionariesTest extends ForgetDictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
