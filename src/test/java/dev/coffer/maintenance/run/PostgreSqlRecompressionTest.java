package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class PostgreSqlRecompressionTest {

  @Nested
  class Effects extends RecompressionContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }
  }

  @Nested
  class Races extends RecompressionRacesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }
  }

  @Nested
  class Renamed extends RenamedRecompressionContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }
  }
}
