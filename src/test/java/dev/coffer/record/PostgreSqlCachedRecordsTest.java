package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class PostgreSqlCachedRecordsTest extends CachedRecordsContract {
  @Override
  TestDatabase create() {
    return TestDatabase.postgresql();
  }
}
