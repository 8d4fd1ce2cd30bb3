package dev.coffer.record;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

/** H2 that other processes can open too, so that its clock must be asked for. */
class H2SharedRecordsTest {

  @Nested
  class Repository extends RecordRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2Shared();
    }
  }

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

  @Nested
  class Concurrency extends RecordConcurrencyContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2Shared();
    }
  }
}
