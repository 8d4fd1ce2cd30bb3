package dev.coffer.console.api;

import dev.coffer.testing.TestDatabase;

class PostgreSqlStoredRowsTest extends StoredRowsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }

  @Override
  String endlessQuery() {
    return "select pg_sleep(300)";
  }
}
