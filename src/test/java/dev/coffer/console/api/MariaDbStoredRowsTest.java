package dev.coffer.console.api;

import dev.coffer.testing.TestDatabase;

class MariaDbStoredRowsTest extends StoredRowsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }

  @Override
  String endlessQuery() {
    return "select count(*) from information_schema.collations a, information_schema.collations b,"
        + " information_schema.collations c, information_schema.collations d"
        + " where a.id + b.id + c.id + d.id = 0";
  }
}
