package dev.coffer.record;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class H2OlderFormsTest {

  @Nested
  class Rewriting extends OlderFormsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2();
    }
  }

  @Nested
  class Races extends OlderFormsRacesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2();
    }
  }
}
