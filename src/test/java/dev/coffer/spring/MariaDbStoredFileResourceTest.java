package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;

class MariaDbStoredFileResourceTest extends StoredFileResourceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
