package dev.coffer.maintenance.collect;

import dev.coffer.testing.TestDatabase;

class MariaDbCollectTest extends CollectContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
