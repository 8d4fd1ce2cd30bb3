package dev.coffer.record;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class MariaDbSnapshotIsolationOlderFormsTest {

  @Nested
  class Rewriting extends OlderFormsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class Races extends OlderFormsRacesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }
}
