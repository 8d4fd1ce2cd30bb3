package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class H2CachedRecordsTest extends CachedRecordsContract {
  @Override
  TestDatabase create() {
    return TestDatabase.h2();
  }
}
