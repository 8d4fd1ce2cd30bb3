package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class MariaDbSnapshotIsolationRecompressionTest {

  @Nested
  class Races extends RecompressionRacesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }
}
