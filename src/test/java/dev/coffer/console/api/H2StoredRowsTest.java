package dev.coffer.console.api;

import dev.coffer.testing.TestDatabase;

class H2StoredRowsTest extends StoredRowsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }

  @Override
  String endlessQuery() {
    return "select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b where a.x + b.x = 0";
  }
}
