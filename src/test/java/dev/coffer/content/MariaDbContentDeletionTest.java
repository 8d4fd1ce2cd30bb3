package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbContentDeletionTest extends ContentDeletionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
