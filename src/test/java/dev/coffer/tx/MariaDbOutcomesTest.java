package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class MariaDbOutcomesTest extends OutcomesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
