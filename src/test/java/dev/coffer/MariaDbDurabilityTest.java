package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbDurabilityTest extends DurabilityContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
