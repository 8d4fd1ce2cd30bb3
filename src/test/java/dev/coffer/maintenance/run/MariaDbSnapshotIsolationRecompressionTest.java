package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class MariaDbSnapshotIsolationRecompressionTest extends RecompressionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadbWithSnapshotIsolation();
  }
}
