package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class PostgreSqlRecordSlidingTest extends RecordSlidingContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
