package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbListenerOrderTest extends ListenerOrderContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
