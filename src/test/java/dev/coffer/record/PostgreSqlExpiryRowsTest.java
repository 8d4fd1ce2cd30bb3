package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class PostgreSqlExpiryRowsTest extends ExpiryRowsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
