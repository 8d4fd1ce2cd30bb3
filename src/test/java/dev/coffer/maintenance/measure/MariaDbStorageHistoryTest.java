package dev.coffer.maintenance.measure;

import dev.coffer.testing.TestDatabase;

class MariaDbStorageHistoryTest extends StorageHistoryContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
