package dev.coffer.maintenance.measure;

import dev.coffer.testing.TestDatabase;

class H2StorageHistoryTest extends StorageHistoryContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
