package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbContentStoreTest extends ContentStoreContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
