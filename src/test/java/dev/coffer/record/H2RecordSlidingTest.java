package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class H2RecordSlidingTest extends RecordSlidingContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
