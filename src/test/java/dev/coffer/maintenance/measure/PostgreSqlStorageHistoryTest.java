package dev.coffer.maintenance.measure;

import dev.coffer.testing.TestDatabase;

class PostgreSqlStorageHistoryTest extends StorageHistoryContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
