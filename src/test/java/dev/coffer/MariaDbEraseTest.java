package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbEraseTest extends EraseContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
