package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbExpectedHashTest extends ExpectedHashContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
