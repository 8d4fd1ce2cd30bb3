package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbLargeStreamTest extends LargeStreamContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
