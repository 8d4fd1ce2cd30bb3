package dev.coffer.record;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class PostgreSqlOlderFormsTest {

  @Nested
  class Rewriting extends OlderFormsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }
  }

  @Nested
  class Races extends OlderFormsRacesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }
  }
}
