package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbManyFilesTest extends ManyFilesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
