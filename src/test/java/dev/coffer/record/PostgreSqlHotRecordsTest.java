package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class PostgreSqlHotRecordsTest extends HotRecordsContract {
  @Override
  TestDatabase create() {
    return TestDatabase.postgresql();
  }
}
