package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class H2CachedRecordsCoherenceTest extends CachedRecordsCoherenceContract {
  @Override
  TestDatabase create() {
    return TestDatabase.h2();
  }
}
