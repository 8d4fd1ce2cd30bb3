package dev.coffer.maintenance.collect;

import dev.coffer.testing.TestDatabase;

class MariaDbCollectRaceTest extends CollectRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
