package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbRecordSlidingTest extends RecordSlidingContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
