package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbListenerTest extends ListenerContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
