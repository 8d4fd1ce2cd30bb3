package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class PostgreSqlBoundedCacheTest extends BoundedCacheContract {
  @Override
  TestDatabase create() {
    return TestDatabase.postgresql();
  }
}
