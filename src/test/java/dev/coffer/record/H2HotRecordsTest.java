package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class H2HotRecordsTest extends HotRecordsContract {
  @Override
  TestDatabase create() {
    return TestDatabase.h2();
  }
}
