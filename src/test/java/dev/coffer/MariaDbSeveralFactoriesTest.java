package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbSeveralFactoriesTest extends SeveralFactoriesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
