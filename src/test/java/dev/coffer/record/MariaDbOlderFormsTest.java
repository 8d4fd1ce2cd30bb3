package dev.coffer.record;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class MariaDbOlderFormsTest {

  @Nested
  class Rewriting extends OlderFormsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Races extends OlderFormsRacesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }
}
