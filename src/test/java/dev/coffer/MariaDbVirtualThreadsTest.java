package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbVirtualThreadsTest extends VirtualThreadsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
