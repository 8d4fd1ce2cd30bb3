package dev.coffer.record;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

/** What depends on the clock of an H2 that other processes can open too: it must be asked for. */
class H2SharedRecordsTest {

  @Nested
  class Expiring extends RecordExpiryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2Shared();
    }
  }

  @Nested
  class Versions extends RecordVersionsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2Shared();
    }
  }
}
