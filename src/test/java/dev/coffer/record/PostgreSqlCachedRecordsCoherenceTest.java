package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class PostgreSqlCachedRecordsCoherenceTest extends CachedRecordsCoherenceContract {
  @Override
  TestDatabase create() {
    return TestDatabase.postgresql();
  }
}
