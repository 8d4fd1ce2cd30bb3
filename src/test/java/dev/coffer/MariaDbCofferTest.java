package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbCofferTest extends CofferContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
